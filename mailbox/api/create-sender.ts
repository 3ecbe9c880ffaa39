import type { Context } from 'hono'
import type pg from 'pg'
import { addressesIn } from '../faults/addresses-in.ts'
import type { TakenFaults } from '../faults/create-faults.ts'
import { disturb, drop, requireConnection } from '../faults/disturb.ts'
import { type Fault, faultTable } from '../faults/fault-table.ts'
import { forgetKeys } from '../store/forget-keys.ts'
import type { Recorded, Webhooks } from '../webhooks/create-webhooks.ts'
import { type Accepted, accept, type SendRequest } from './accept.ts'
import type { Parsed } from './parse-request.ts'
import type { Problem } from './problem.ts'

export interface SenderOptions {
  readonly pool: pg.Pool
  readonly now: () => Date
  readonly faults: TakenFaults
  /** Absent where there is nobody to be told. */
  readonly webhooks: Webhooks | undefined
  /** Aborted when the mailbox closes. */
  readonly closing: AbortSignal
  /** Told how many mails were stored, once they are. */
  readonly onStored: (count: number) => void
}

export interface Sending {
  readonly parse: (input: unknown) => Parsed
  /** The answer to what was accepted. */
  readonly present: (accepted: Accepted) => object
}

/** Answers requests that send mail, and strikes them with the faults that are switched on. */
export function createSender({ pool, now, faults, webhooks, closing, onStored }: SenderOptions) {
  return async (c: Context, sending: Sending): Promise<Response> => {
    const request = await sentBy(c)
    const taken = faults.take(() => addressesIn(request.body))
    if (!taken) return send(c, request, sending)

    const { act }: Fault = faultTable[taken.name]
    const { remember, seconds = 1 } = taken
    requireConnection(c, act)
    if ('refuse' in act) {
      if (act.waits) askToWait(c, seconds)
      return remember ? send(c, request, sending, act.refuse) : refuse(c, act.refuse)
    }
    if ('before' in act) {
      if (act.before === 'drop') return drop(c)
      await forgetKeys(pool)
    }
    const answer = await send(c, request, sending)
    if (!('after' in act)) return answer
    return disturb(c, answer, { after: act.after, seconds, closing })
  }

  async function send(
    c: Context,
    request: SendRequest,
    { parse, present }: Sending,
    refuseWith?: Problem,
  ): Promise<Response> {
    const at = now()
    let recorded: Recorded | undefined
    const answer = await accept(request, {
      pool,
      at,
      parse,
      refuseWith,
      also: async (client, mails, stored) => {
        recorded = await webhooks?.record(client, mails, stored, at)
      },
    })
    if ('problem' in answer) return refuse(c, answer.problem)
    if (!answer.replayed) onStored(answer.ids.length)
    await recorded?.post()
    return c.json(present(answer))
  }
}

export function refuse(c: Context, problem: Problem): Response {
  return c.json(problem, problem.statusCode)
}

async function sentBy(c: Context): Promise<SendRequest> {
  return {
    authorization: c.req.header('authorization'),
    key: c.req.header('idempotency-key'),
    path: c.req.path,
    body: new Uint8Array(await c.req.arrayBuffer()),
  }
}

function askToWait(c: Context, seconds: number): void {
  for (const name of ['retry-after', 'ratelimit-reset']) c.header(name, String(Math.ceil(seconds)))
}
