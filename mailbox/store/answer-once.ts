import { createHash } from 'node:crypto'
import type pg from 'pg'

export const KEY_LIFE_MS = 24 * 60 * 60 * 1000

export interface KeyedRequest {
  readonly key: string
  /** The path and the body's bytes: what makes it the same request. */
  readonly path: string
  readonly body: Uint8Array
  readonly at: Date
}

export type Once<Answer> =
  | { readonly outcome: 'answered' | 'replayed'; readonly answer: Answer }
  | { readonly outcome: 'running' | 'other-body' }

/**
 * Answers a request under an idempotency key as Resend does: the same request gets the first answer again for
 * 24 hours. Inside the caller's transaction, so the answer is stored with what it speaks of, or not at all.
 *
 * The claim on the key is an advisory lock of that transaction rather than a row: it is gone with the
 * transaction, whether that commits, fails or loses its process, so no claim can be left behind.
 *
 * Only an answer for which `isFinal` holds is stored; after a refusal the key is free again. Resend does not
 * document what it does then, so nothing may rely on either.
 */
export async function answerOnce<Answer>(
  client: pg.ClientBase,
  { key, path, body, at }: KeyedRequest,
  answer: () => Promise<Answer>,
  isFinal: (answer: Answer) => boolean,
): Promise<Once<Answer>> {
  const claim = await client.query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as claimed', [
    `mailbox idempotency key ${key}`,
  ])
  if (!claim.rows[0].claimed) return { outcome: 'running' }

  const hash = createHash('sha256').update(path).update('\n').update(body).digest()
  const { rows } = await client.query(
    'select body_hash, answer from mailbox.answered_request where idempotency_key = $1 and answered_at > $2',
    [key, new Date(at.getTime() - KEY_LIFE_MS)],
  )
  const [stored] = rows
  if (stored && !hash.equals(stored.body_hash)) return { outcome: 'other-body' }
  if (stored) return { outcome: 'replayed', answer: stored.answer }

  const first = await answer()
  if (isFinal(first)) {
    await client.query(
      `insert into mailbox.answered_request (idempotency_key, body_hash, answer, answered_at)
       values ($1, $2, $3, $4)
       on conflict (idempotency_key) do update
       set body_hash = excluded.body_hash, answer = excluded.answer, answered_at = excluded.answered_at`,
      [key, hash, JSON.stringify(first), at],
    )
  }
  return { outcome: 'answered', answer: first }
}
