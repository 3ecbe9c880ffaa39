import { createHmac } from 'node:crypto'
import pg from 'pg'
import { DOMAIN } from '../readers.ts'

export interface WebhookRequests {
  readonly kind: 'webhooks'
  readonly port: number
  readonly databaseUrl: string
  readonly secret: string
  readonly most: number
}

export interface SignUpRequests {
  readonly kind: 'sign-ups'
  readonly port: number
  /** What the form says of when it was shown. */
  readonly shown: string
  readonly most: number
}

/** Requests as bytes, made before the clock runs. */
export async function makeRequests(options: WebhookRequests | SignUpRequests): Promise<Buffer[]> {
  return options.kind === 'webhooks' ? webhooks(options) : signUps(options)
}

/** What becomes of a mail, in the order in which most of it is heard. */
const EVENTS = ['email.sent', 'email.delivered', 'email.opened', 'email.clicked'] as const

/** Of so many mails the first is heard of all, then the next. */
const TOGETHER = 1_000

async function webhooks({ port, databaseUrl, secret, most }: WebhookRequests): Promise<Buffer[]> {
  const mails = await findMails(databaseUrl)
  return Array.from({ length: most }, (_, index) => {
    const round = Math.floor(index / TOGETHER)
    const mail = Math.floor(round / EVENTS.length) * TOGETHER + (index % TOGETHER)
    const event = eventOf(EVENTS[round % EVENTS.length]!, mails[mail % mails.length]!)
    return webhook(port, secret, `msg_bench${index}`, event)
  })
}

interface SentMail {
  readonly id: string
  readonly address: string
  readonly tags: Readonly<Record<string, string>>
}

async function findMails(databaseUrl: string): Promise<SentMail[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<SentMail>(
    `select delivery.provider_id as id, delivery.address, json_build_object(
         'installation', installation.id,
         'key', batch.key,
         'delivery', delivery.issue_number || '-' || delivery.subscriber_id
       ) as tags
     from installation, delivery
     join batch on batch.issue_number = delivery.issue_number and batch.number = delivery.batch_number
     where delivery.state = 'accepted'
     order by delivery.subscriber_id`,
  )
  await client.end()
  return rows
}

/** The body of an event, as Resend writes it. */
export function eventOf(type: (typeof EVENTS)[number], { id, address, tags }: SentMail): string {
  const at = new Date().toISOString()
  return JSON.stringify({
    type,
    created_at: at,
    data: {
      email_id: id,
      created_at: at,
      from: 'Weekly Verdicts <news@verdicts.bench>',
      to: [address],
      subject: 'Benchmark',
      tags,
      ...(type === 'email.clicked' && { click: clickAt(at) }),
    },
  })
}

function clickAt(timestamp: string) {
  return { ipAddress: '192.0.2.1', link: 'https://verdicts.bench/issues/1', timestamp, userAgent: 'Bench' }
}

/** Signed as Svix does it: the identifier, the time and the body, under the secret behind `whsec_`. */
export function webhook(port: number, secret: string, id: string, body: string): Buffer {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return post(port, '/webhooks/resend', body, {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${signature}`,
  })
}

function signUps({ port, shown, most }: SignUpRequests): Buffer[] {
  // Another run on the same database must not meet the same readers.
  const run = Date.now().toString(36)
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return Array.from({ length: most }, (_, index) =>
    post(
      port,
      '/subscriptions',
      `page=%2F&shown=${shown}&comment=&address=new-${run}-${index}%40${DOMAIN}`,
      type,
    ),
  )
}

function post(port: number, path: string, body: string, headers: Readonly<Record<string, string>>): Buffer {
  const all = { host: `localhost:${port}`, ...headers, 'content-length': String(Buffer.byteLength(body)) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
