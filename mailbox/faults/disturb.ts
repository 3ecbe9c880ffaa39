import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import type { Fault } from './fault-table.ts'

type After = Extract<Fault['act'], { after: unknown }>['after']

export interface Disturbance {
  readonly after: After
  readonly seconds: number
  /** Ends what hangs or waits. */
  readonly closing: AbortSignal
}

/** Answers what `answer` says, disturbed. */
export async function disturb(
  c: Context,
  answer: Response,
  { after, seconds, closing }: Disturbance,
): Promise<Response> {
  switch (after) {
    case 'fail':
      return c.json(
        { statusCode: 500, name: 'internal_server_error', message: 'An unexpected error occurred.' },
        500,
      )
    case 'drop':
      return drop(c)
    case 'truncate':
      return truncate(c, answer)
    case 'garble':
      return c.body(firstHalf(await answer.text()), 200, { 'content-type': 'application/json' })
    case 'shorten':
      return answer.ok ? c.json(withFewerIds(await answer.json(), -1)) : answer
    case 'empty':
      return answer.ok ? c.json(withFewerIds(await answer.json(), 0)) : answer
    case 'hang':
      await once(connectionOf(c), 'close', { signal: closing }).catch(() => undefined)
      return drop(c)
    case 'wait':
      await sleep(seconds * 1000, undefined, { signal: closing }).catch(() => undefined)
      return answer
  }
}

/** Ends the connection with no answer. */
export function drop(c: Context): Response {
  connectionOf(c).destroy()
  return alreadySent()
}

const NEEDS_CONNECTION: readonly string[] = ['drop', 'truncate', 'hang']

/** Before anything is stored, so that a test without a socket hears of it first. */
export function requireConnection(c: Context, act: Fault['act']): void {
  const how = 'after' in act ? act.after : 'before' in act ? act.before : ''
  if (NEEDS_CONNECTION.includes(how)) connectionOf(c)
}

/** A fault that breaks a connection was switched on for a request that came without one. */
export class NoConnectionError extends Error {
  override readonly name = 'NoConnectionError'

  constructor() {
    super(
      'This fault breaks the connection, and this request has none: serve the mailbox with @hono/node-server, not with app.request().',
    )
  }
}

/** Announces the whole answer, writes half of it and hangs up. */
async function truncate(c: Context, answer: Response): Promise<Response> {
  const outgoing = connectionOf(c)
  const body = Buffer.from(await answer.arrayBuffer())
  outgoing.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': body.length })
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy())
  return alreadySent()
}

function connectionOf(c: Context): ServerResponse {
  const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
  if (!outgoing) throw new NoConnectionError()
  return outgoing
}

/**
 * Tells @hono/node-server to leave the connection as it is. It looks for that only in a real Response, which
 * its own light one becomes when the body is read.
 */
function alreadySent(): Response {
  const response = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })
  void response.body
  return response
}

function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2))
}

/** A single mail's answer has one id and no list. */
function withFewerIds(answer: unknown, end: number): object {
  const { data, ...rest } = answer as { readonly data?: readonly unknown[] }
  return data ? { ...rest, data: data.slice(0, end) } : {}
}
