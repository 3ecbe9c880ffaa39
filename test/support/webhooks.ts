import { createHmac, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { installationId } from '../../db/queries/installation.ts'
import { parseEvent } from '../../src/actions/delivery-event/parse.ts'
import type { Context } from '../../src/context.ts'
import type { BatchState } from '../../src/domain/batch-states.ts'
import type { DeliveryEvent } from '../../src/domain/delivery-event.ts'

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

/** What they tell, read as the server reads it. */
export async function eventsIn({ db }: Context, webhooks: readonly Webhook[]): Promise<DeliveryEvent[]> {
  const installation = await installationId(db)
  return webhooks.map(({ id, body }) => {
    const parsed = parseEvent(JSON.parse(body), id, installation)
    if (parsed.outcome !== 'event') throw new Error(parsed.outcome)
    return parsed.event
  })
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

const NO_OUTCOMES = { delivered: 0, delayed: 0, bouncedHard: 0, bouncedSoft: 0, complained: 0, failed: 0 }

/** What webhooks have said of each batch's deliveries: as it was counted when it landed, and as the ledger says. */
export async function outcomesByBatch({ db }: Pick<Context, 'db'>) {
  const batches = await db
    .selectFrom('batch')
    .select(['issueNumber', 'number'])
    .select(['delivered', 'delayed', 'bouncedHard', 'bouncedSoft', 'complained', 'failed'])
    .execute()
  const nameOf = (issueNumber: number, batchNumber: number | null) => `${issueNumber}/${batchNumber}`
  const counted = new Map(
    batches.map(({ issueNumber, number, ...outcomes }) => [nameOf(issueNumber, number), outcomes]),
  )
  const inLedger = new Map([...counted.keys()].map((name) => [name, { ...NO_OUTCOMES }]))
  for (const one of await db.selectFrom('delivery').selectAll().execute()) {
    const outcomes = inLedger.get(nameOf(one.issueNumber, one.batchNumber))
    if (!outcomes) continue
    const hasEnded = one.deliveredAt ?? one.bouncedAt ?? one.failedAt ?? one.suppressedAt
    outcomes.delivered += Number(one.deliveredAt !== null)
    outcomes.delayed += Number(one.delayedAt !== null && hasEnded === null)
    outcomes.bouncedHard += Number(one.bounce === 'hard')
    outcomes.bouncedSoft += Number(one.bounce === 'soft')
    outcomes.complained += Number(one.complainedAt !== null)
    outcomes.failed += Number((one.failedAt ?? one.suppressedAt) !== null)
  }
  return { counted, inLedger }
}
