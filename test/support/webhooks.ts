import { createHmac, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../src/context.ts'
import type { BatchState } from '../../src/domain/batch-states.ts'

/** What Resend would send: the payload, and what stands in its headers. */
export interface Webhook {
  readonly id: string
  readonly body: string
}

export const SECRET = `whsec_${Buffer.from('a secret for webhooks in tests only').toString('base64')}`

/** A webhook as Resend shapes it, with an address, a subject and a link in it that nobody is to keep. */
export function webhook(
  type: string,
  { tags = {}, emailId = randomUUID(), at = new Date(), ...rest }: WebhookOptions = {},
): Webhook {
  const data = {
    created_at: at.toISOString(),
    email_id: emailId,
    from: 'Verdicts <news@lovelace.org>',
    to: ['ada@lovelace.org'],
    subject: 'A subject',
    tags,
    ...(type === 'email.clicked' ? { click: { link: 'https://lovelace.org/secret', ipAddress: '::1' } } : {}),
    ...rest,
  }
  return { id: `msg_${randomUUID()}`, body: JSON.stringify({ type, created_at: at.toISOString(), data }) }
}

interface WebhookOptions {
  readonly tags?: Readonly<Record<string, string>>
  readonly emailId?: string
  readonly at?: Date
  readonly [part: string]: unknown
}

/** The headers that Svix would send a body with. */
export function signed(
  { id, body }: Webhook,
  { secret = SECRET, at = new Date() } = {},
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${mac}` }
}

/** Posts a webhook, signed unless other headers are given. */
export function deliver(
  web: { request(path: string, init: RequestInit): Promise<Response> },
  webhook: Webhook,
  headers: Record<string, string> = signed(webhook),
) {
  return web.request('/webhooks/resend', { method: 'POST', body: webhook.body, headers })
}

export interface Ledger {
  readonly issueNumber: number
  readonly key: string
  readonly subscribers: readonly number[]
  /** The tags that the mail of one of its deliveries carries. */
  tags(subscriberId: number, key?: string): Record<string, string>
}

/** An issue that is being sent, of one batch with a delivery for each of the subscribers. */
export async function addLedger(
  { db }: Context,
  subscribers: readonly number[],
  { status = 'accepted' }: { status?: BatchState } = {},
): Promise<Ledger> {
  const { rows } = await sql<{ number: number; installation: string }>`
    insert into issue (number, status, subject, intro, send_at, time_zone)
    select coalesce(max(number), 0) + 1, 'sending', 'S', '', clock_now(), 'UTC' from issue
    returning number, (select id from installation) as installation`.execute(db)
  const { number: issueNumber, installation } = rows[0]!
  for (const table of ['batch', 'delivery']) {
    const partition = sql.table(`${table}_${issueNumber}`)
    await sql`create table ${partition} partition of ${sql.table(table)}
      for values in (${sql.lit(issueNumber)})`.execute(db)
  }
  const key = randomUUID()
  const pinned = ['unknown', 'parked', 'accepted'].includes(status)
  await sql`
    insert into batch (issue_number, number, key, status, lease_until, pinned_at, body_sha256, settled_at, settled_by)
    values (${issueNumber}, 1, ${key}, ${status},
      ${status === 'submitting' ? sql`clock_now() + interval '3 minutes'` : null},
      ${pinned ? sql`clock_now()` : null}, ${pinned ? Buffer.from('sha') : null},
      ${status === 'accepted' ? sql`clock_now()` : null}, ${status === 'accepted' ? 'answer' : null})`.execute(
    db,
  )
  const state = { accepted: 'accepted', unknown: 'unknown', parked: 'unknown' }[status as string] ?? 'to-send'
  await sql`
    insert into delivery (issue_number, subscriber_id, address, token_version, state, edition_number,
      batch_number, settled_at)
    select ${issueNumber}, id, address, token_version, ${state}, 1, 1,
      case when ${state} = 'accepted' then clock_now() end
    from subscriber where id = any (${subscribers}::bigint[])`.execute(db)
  return {
    issueNumber,
    key,
    subscribers,
    tags: (subscriberId, named = key) => ({
      installation,
      key: named,
      delivery: `${issueNumber}-${subscriberId}`,
    }),
  }
}

export async function deliveryOf({ db }: Context, { issueNumber }: Ledger, subscriberId: number) {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('issueNumber', '=', issueNumber)
    .where('subscriberId', '=', subscriberId)
    .executeTakeFirstOrThrow()
}

export async function batchOf({ db }: Context, { issueNumber }: Ledger, number = 1) {
  return db
    .selectFrom('batch')
    .selectAll()
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}
