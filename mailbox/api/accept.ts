import type pg from 'pg'
import type { NewMail } from '../mail.ts'
import { answerOnce } from '../store/answer-once.ts'
import { insertMails, type StoredMail } from '../store/insert-mails.ts'
import { transact } from '../store/transact.ts'
import { parseJson } from './parse-json.ts'
import type { InvalidMail, Parsed } from './parse-request.ts'
import { type Problem, problems } from './problem.ts'

export interface SendRequest {
  readonly authorization: string | undefined
  /** The `Idempotency-Key`. */
  readonly key: string | undefined
  readonly path: string
  readonly body: Uint8Array
}

interface AcceptOptions {
  readonly pool: pg.Pool
  readonly at: Date
  readonly parse: (input: unknown) => Parsed
  /** Refuses in place of storing, and keeps the refusal under the key. */
  readonly refuseWith?: Problem | undefined
  /** Stores what else belongs to mails that were just stored, in the same transaction. */
  readonly also: (
    client: pg.ClientBase,
    mails: readonly NewMail[],
    stored: readonly StoredMail[],
  ) => Promise<void>
}

export interface Accepted {
  readonly ids: readonly string[]
  readonly errors: readonly InvalidMail[]
}

type Answer = Accepted | { readonly problem: Problem }

/** Stores the mails of a request, all in one transaction with the answer under its idempotency key. */
export async function accept(
  { authorization = '', key, path, body }: SendRequest,
  { pool, at, parse, refuseWith, also }: AcceptOptions,
): Promise<(Accepted & { readonly replayed: boolean }) | { readonly problem: Problem }> {
  if (!/^Bearer +\S/i.test(authorization)) return { problem: problems.missingApiKey }
  if (key !== undefined && (key.length < 1 || key.length > 256)) return { problem: problems.invalidKey }

  return transact(pool, async (client) => {
    const answer = async (): Promise<Answer> =>
      refuseWith ? { problem: refuseWith } : storeMails(client, body, { parse, at, also })
    if (key === undefined) return replayable(await answer(), false)
    const isFinal = (answer: Answer) => 'ids' in answer || refuseWith !== undefined
    const once = await answerOnce(client, { key, path, body, at }, answer, isFinal)
    if (!('answer' in once)) {
      return { problem: once.outcome === 'running' ? problems.running : problems.otherBody }
    }
    return replayable(once.answer, once.outcome === 'replayed')
  })
}

async function storeMails(
  client: pg.ClientBase,
  body: Uint8Array,
  { parse, at, also }: Pick<AcceptOptions, 'parse' | 'at' | 'also'>,
): Promise<Answer> {
  let input: unknown
  try {
    input = parseJson(body)
  } catch {
    return { problem: problems.malformed }
  }
  const parsed = parse(input)
  if ('problem' in parsed) return parsed
  const stored = await insertMails(client, parsed.mails, at)
  await also(client, parsed.mails, stored)
  return { ids: stored.map(({ id }) => id), errors: parsed.errors }
}

function replayable(answer: Answer, replayed: boolean) {
  return 'problem' in answer ? answer : { ...answer, replayed }
}
