import type pg from 'pg'
import type { MailEnvelope, MailSummary } from '../mail.ts'

export interface ListRequest {
  readonly limit: number
  /** The id of the mail after which, going to the older ones, the page begins. */
  readonly after?: string
  /** The id of the mail before which, coming from the newer ones, the page ends. */
  readonly before?: string
  /** Words that subject, recipients or sender all contain, whatever the case. */
  readonly search?: string
}

export interface Page<Item> {
  readonly mails: readonly Item[]
  /** Whether there are more in the direction of the request. */
  readonly hasMore: boolean
}

/** A page of mails, newest first; undefined when the mail of `after` or `before` is not there. */
export async function listMails(pool: pg.Pool, request: ListRequest): Promise<Page<MailSummary> | undefined> {
  return list(
    pool,
    request,
    'select id, created_at as "createdAt", sender as "from", recipients as "to", subject from page',
  )
}

/** As `listMails`, with all but the bodies. */
export async function listEnvelopes(
  pool: pg.Pool,
  request: ListRequest,
): Promise<Page<MailEnvelope> | undefined> {
  return list(
    pool,
    request,
    `select id, created_at as "createdAt", sender as "from", recipients as "to", subject,
            cc, bcc, reply_to as "replyTo", headers, tags
     from page join mailbox.content using (seq)`,
  )
}

/** How many mails there are, or how many match. */
export async function countMails(pool: pg.Pool, search = ''): Promise<number> {
  const words = wordsOf(search)
  const { rows } = await pool.query(
    `select count(*)::int from mailbox.mail where ${contains(words, 1)}`,
    words,
  )
  return rows[0].count
}

async function list<Item>(
  pool: pg.Pool,
  request: ListRequest,
  select: string,
): Promise<Page<Item> | undefined> {
  const { limit, after, before, search = '' } = request
  const cursor = after ?? before
  const seq = cursor === undefined ? null : await numberOf(pool, cursor)
  if (seq === undefined) return undefined
  const backwards = after === undefined && before !== undefined
  const order = backwards ? 'asc' : 'desc'
  const words = wordsOf(search)
  const { rows } = await pool.query(
    `with page as (
       select * from mailbox.mail
       where ($1::bigint is null or seq ${backwards ? '>' : '<'} $1) and ${contains(words, 3)}
       order by seq ${order} limit $2
     ) ${select} order by seq ${order}`,
    [seq, limit + 1, ...words],
  )
  const mails = rows.slice(0, limit)
  return { mails: backwards ? mails.reverse() : mails, hasMore: rows.length > limit }
}

async function numberOf(pool: pg.Pool, id: string): Promise<string | undefined> {
  const { rows } = await pool.query('select seq from mailbox.mail where id = $1', [id])
  return rows[0]?.seq
}

function wordsOf(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean)
}

/** `strpos` takes half the time of `like`: 30 ms for 100,000 mails. */
function contains(words: readonly string[], firstParameter: number): string {
  return ['true', ...words.map((_, i) => `strpos(searchable, $${firstParameter + i}) > 0`)].join(' and ')
}
