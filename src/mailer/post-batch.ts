import { type Dispatcher, Pool } from 'undici'
import { type Answer, toReason } from './read-answer.ts'

export interface BatchPostOptions {
  readonly baseUrl: string
  readonly apiKey: string
  readonly userAgent: string
  /** How long a request may take from its call to the end of its answer. */
  readonly timeoutMs: number
}

/** What became of a request: a whole answer, or why there is none, and whether any of it may have left. */
type Reply =
  | { readonly answer: Answer }
  | { readonly answer?: never; readonly mayHaveLeft: boolean; readonly reason: string }

export interface BatchPost {
  post(body: Uint8Array, key: string): Promise<Reply>
  /** Waits for the requests that are on their way. */
  close(): Promise<void>
}

const CONNECTIONS = 8
const CONNECT_TIMEOUT_MS = 5_000
/** An answer to 100 mails has some 5 KB. */
const LONGEST_ANSWER = 1024 * 1024

/**
 * Posts batches to Resend as its SDK does, past `fetch`, which costs five times as much: one pool of
 * connections that are kept, one request at a time on each. Never throws and never repeats a request.
 */
export function createBatchPost({ baseUrl, apiKey, userAgent, timeoutMs }: BatchPostOptions): BatchPost {
  const { origin, pathname } = new URL(`${baseUrl}/emails/batch`)
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // The exchange has one time-out for all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'user-agent': userAgent,
    'content-type': 'application/json',
    'x-batch-validation': 'strict',
    // What fetch adds for the SDK, but for compression: an answer is too short to be worth it.
    accept: '*/*',
    'accept-language': '*',
    'sec-fetch-mode': 'cors',
    'accept-encoding': 'identity',
  }
  return {
    post: (body, key) =>
      new Promise((resolve) => {
        const request = {
          path: pathname,
          method: 'POST',
          headers: { ...headers, 'idempotency-key': key },
          body,
        }
        pool.dispatch(request, exchange(timeoutMs, resolve))
      }),
    close: () => pool.close(),
  }
}

/** One request and its answer. Until undici says that the request starts, not a byte of it has left. */
function exchange(timeoutMs: number, resolve: (reply: Reply) => void): Dispatcher.DispatchHandler {
  let running: Dispatcher.DispatchController | undefined
  let failure: Error | undefined
  let status = 0
  let headers: Readonly<Record<string, string>> = {}
  let length = 0
  const chunks: Buffer[] = []

  const timer = setTimeout(() => fail(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)

  function settle(reply: Reply): void {
    clearTimeout(timer)
    resolve(reply)
  }

  function fail(error: Error): void {
    failure ??= error
    settle({ mayHaveLeft: running !== undefined, reason: describe(failure) })
    running?.abort(failure)
  }

  return {
    onRequestStart(controller) {
      // Given up while it waited for a connection: its outcome says that it never left, so it must not.
      if (failure) controller.abort(failure)
      else running = controller
    },
    onResponseStart(_, code, fields) {
      status = code
      headers = flatten(fields)
    },
    onResponseData(_, chunk) {
      length += chunk.length
      if (length <= LONGEST_ANSWER) chunks.push(chunk)
      else fail(new Error(`${status}, and an answer of more than ${LONGEST_ANSWER} bytes`))
    },
    onResponseEnd() {
      settle({ answer: { status, headers, body: parseJson(Buffer.concat(chunks).toString()) } })
    },
    onResponseError(_, error) {
      fail(error)
    },
  }
}

/** Some of Node's errors have a code and no message, such as a refusal by each of a name's addresses. */
function describe(error: Error & { readonly code?: string }): string {
  return toReason([error.code, error.message].filter(Boolean).join(': '))
}

function flatten(fields: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
