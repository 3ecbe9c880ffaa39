import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { diceOf, seedFor } from '../random.ts'
import type { Desk } from './desk.ts'
import { eventsOf } from './events.ts'
import type { Answer } from './key-memory.ts'
import type { Disturbance } from './messages.ts'
import { type ReceivedMail, readMails } from './read-mails.ts'

export interface Request {
  readonly path: string
  readonly method: string
  readonly key: string
  readonly authorized: boolean
  readonly body: Buffer
  /** Aborted when the client has hung up. */
  readonly gone: AbortSignal
}

/** An answer, and how much of it leaves. */
export interface Reply {
  readonly answer: Answer
  readonly how: 'whole' | 'half' | 'drop' | 'hang'
}

const PATHS = ['/emails', '/emails/batch']
/** What stands between two machines, so that requests under one key can meet. */
const LATENCY_MS = 15

const DROP: Reply = { answer: { status: 0, body: null }, how: 'drop' }

/** Answers one request as Resend would, or as the disturbance that it meets says. */
export async function answerTo(desk: Desk, request: Request): Promise<Reply> {
  const { path, method, key, authorized, gone } = request
  desk.counted.requests++
  if (method !== 'POST' || !PATHS.includes(path)) return whole(404, 'not_found', 'There is nothing here.')
  if (!authorized) return whole(401, 'missing_api_key', 'Missing API key in the authorization header.')
  await sleep(diceOf(seedFor(desk.seed, key)).between(0, LATENCY_MS))
  const passed = path === '/emails' || (await desk.gate.pass(gone))
  // Who hung up while waiting may still have been heard: half of them are.
  if (!passed && diceOf(seedFor(desk.seed + desk.counted.requests, key)).oneIn(2)) return DROP
  const disturbance = path === '/emails' ? undefined : desk.disturbances.take()
  const early = refusedBy(disturbance)
  if (early) return early
  const answer = await answerOnce(desk, request)
  if (desk.silenced.has(key)) return { answer, how: 'drop' }
  return disturbed(answer, disturbance)
}

/** What a disturbance does before anything is looked at. */
function refusedBy(disturbance: Disturbance | undefined): Reply | undefined {
  switch (disturbance) {
    case 'rate-limit':
      return whole(429, 'rate_limit_exceeded', 'Too many requests. Slow down.')
    case 'error-before':
      return whole(503, 'service_unavailable', 'Nothing was done.')
    case 'drop-before':
      return DROP
    default:
      return undefined
  }
}

/** What a disturbance makes of the answer once everything is done. */
function disturbed(answer: Answer, disturbance: Disturbance | undefined): Reply {
  switch (disturbance) {
    case 'error-after':
      return whole(500, 'internal_server_error', 'Something went wrong, after all was done.')
    case 'hang-after':
      return { answer, how: 'hang' }
    case 'drop-after':
      return { answer, how: 'drop' }
    case 'truncate':
      return { answer, how: 'half' }
    case 'short-answer':
      return { answer: withoutLastId(answer), how: 'whole' }
    default:
      return { answer, how: 'whole' }
  }
}

async function answerOnce(desk: Desk, { path, key, body }: Request): Promise<Answer> {
  if (!key) return answer(desk, path, key, body).then(({ answer }) => answer)
  const hash = createHash('sha256').update(`${path}\n`).update(body).digest('hex')
  const remembered = desk.keys.begin(key, hash)
  switch (remembered.found) {
    case 'answer':
      desk.counted.replays++
      return remembered.answer
    case 'running':
      desk.counted.conflicts++
      return problem(409, 'concurrent_idempotent_requests', 'The first request under this key is running.')
    case 'other-body':
      desk.counted.conflicts++
      return problem(409, 'invalid_idempotent_request', 'This key was used with another request payload.')
    case 'nothing': {
      const { answer: first, keep } = await answer(desk, path, key, body)
      desk.keys.end(key, keep ? first : undefined)
      return first
    }
  }
}

async function answer(desk: Desk, path: string, key: string, body: Buffer) {
  const read = readMails(path, body)
  if ('refusal' in read) {
    desk.counted.refusals++
    desk.keys.noteRefusal(key)
    return { answer: read.refusal, keep: read.kept }
  }
  const ids = read.mails.map(() => randomUUID())
  // Before anything else: what is in the log was accepted, whatever becomes of the answer.
  desk.log.append(key, read.mails.map(accepted), body)
  desk.counted.mails += ids.length
  if (path === '/emails/batch') {
    if (desk.toSilence > 0) {
      desk.toSilence--
      desk.silenced.add(key)
    }
    await sendEvents(desk, read.mails, ids, key)
    desk.gate.count()
  }
  const answer = path === '/emails' ? { id: ids[0] } : { data: ids.map((id) => ({ id })) }
  return { answer: { status: 200, body: answer }, keep: true }
}

function accepted({ to, tags }: ReceivedMail) {
  return { address: to, delivery: tags.delivery ?? '' }
}

async function sendEvents(desk: Desk, mails: readonly ReceivedMail[], ids: readonly string[], key: string) {
  const at = new Date()
  const events = mails.map((mail, index) => eventsOf(mail, ids[index]!, desk.seed, at))
  await desk.webhooks.send(events, mails[0]!.to, desk.silenced.has(key))
}

function withoutLastId({ status, body }: Answer): Answer {
  const { data } = body as { data?: unknown[] }
  return data ? { status, body: { data: data.slice(0, -1) } } : { status, body }
}

function whole(status: number, name: string, message: string): Reply {
  return { answer: problem(status, name, message), how: 'whole' }
}

function problem(status: number, name: string, message: string): Answer {
  return { status, body: { statusCode: status, name, message } }
}
