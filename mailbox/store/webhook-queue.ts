import type pg from 'pg'
import type { DueWebhook, MailEvent } from '../webhooks/webhook.ts'

export interface NewWebhook extends MailEvent {
  readonly mailSeq: string
}

export interface Handling {
  readonly copies: number
  /** Waits until all that are held are released. */
  readonly held: boolean
  readonly shuffled: boolean
}

/** Queues them, to be posted in this order unless they are shuffled. */
export async function insertWebhooks(
  client: pg.ClientBase | pg.Pool,
  webhooks: readonly NewWebhook[],
  at: Date,
  { copies, held, shuffled }: Handling,
): Promise<void> {
  await client.query(
    `insert into mailbox.webhook (mail_seq, type, detail, created_at, copies, next_at)
     select mail_seq, type, detail, $4, $5,
            case when $6 then 'infinity'
                 -- Backwards, so that all of them are due and only their order is random.
                 when $7 then $4::timestamptz - random() * interval '1 second'
                 else $4 end
     from unnest($1::bigint[], $2::text[], $3::text[]::json[])
       with ordinality as event (mail_seq, type, detail, place)
     order by place`,
    [
      webhooks.map(({ mailSeq }) => mailSeq),
      webhooks.map(({ type }) => type),
      webhooks.map(({ detail }) => (detail ? JSON.stringify(detail) : null)),
      at,
      copies,
      held,
      shuffled,
    ],
  )
}

/** Holds up to `limit` that are due until the transaction ends, passing over those that another one holds. */
export function lockDueWebhooks(client: pg.ClientBase, at: Date, limit: number): Promise<DueWebhook[]> {
  return lock(
    client,
    `select * from mailbox.webhook where next_at <= $1
     order by next_at, id limit $2 for update skip locked`,
    [at, limit],
  )
}

/** As `lockDueWebhooks`, all that these mails caused; for those that another one holds it waits. */
export function lockWebhooksOf(
  client: pg.ClientBase,
  mailSeqs: readonly string[],
  at: Date,
): Promise<DueWebhook[]> {
  return lock(
    client,
    `select * from mailbox.webhook
     where next_at <= $1 and mail_seq = any ($2::bigint[])
     order by next_at, id for update`,
    [at, mailSeqs],
  )
}

export interface Settled {
  readonly mailSeq: string
  readonly id: string
  readonly lastAnswer: string
  readonly deliveredAt: Date | null
  /** Null when it is delivered or given up. */
  readonly nextAt: Date | null
}

export async function settleWebhooks(client: pg.ClientBase, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return
  await client.query(
    `update mailbox.webhook
     set attempts = attempts + 1, last_answer = answer, delivered_at = delivered, next_at = next
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[])
       as settled (seq, settled_id, answer, delivered, next)
     where mail_seq = seq and id = settled_id`,
    [
      settled.map(({ mailSeq }) => mailSeq),
      settled.map(({ id }) => id),
      settled.map(({ lastAnswer }) => lastAnswer),
      settled.map(({ deliveredAt }) => deliveredAt),
      settled.map(({ nextAt }) => nextAt),
    ],
  )
}

/** Lets go of all that are held. */
export async function releaseHeldWebhooks(pool: pg.Pool, at: Date): Promise<void> {
  await pool.query(`update mailbox.webhook set next_at = $1 where next_at = 'infinity'`, [at])
}

/** `offset 0` has each mail looked up by its number: to the planner a walk through all of them seems as good. */
async function lock(client: pg.ClientBase, due: string, values: readonly unknown[]): Promise<DueWebhook[]> {
  const { rows } = await client.query(
    `with due as materialized (${due})
     select due.id, mail_seq as "mailSeq", 'msg_' || replace(svix_id::text, '-', '') as "svixId",
            type, detail, created_at as "createdAt", copies, attempts, mail.*
     from due cross join lateral (
       select mail.id as "mailId", sender, recipients, subject, mail.created_at as "mailCreatedAt", tags
       from mailbox.mail join mailbox.content using (seq) where seq = mail_seq offset 0
     ) as mail
     order by next_at, due.id`,
    [...values],
  )
  return rows.map(({ mailId, sender, recipients, subject, mailCreatedAt, tags, ...webhook }) => ({
    ...webhook,
    mail: { id: mailId, from: sender, to: recipients, subject, createdAt: mailCreatedAt, tags },
  }))
}
