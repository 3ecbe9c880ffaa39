import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Receiver {
  readonly baseUrl: string
  /** The requests that came whole, in their order. */
  readonly received: Received[]
  /** How the next requests are answered, once they have come whole. */
  answer: (response: ServerResponse, request: Received) => void
}

/** Something at Resend's end of the wire: takes batches, remembers them, and answers as it is told. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const receiver: Receiver = { baseUrl: '', received, answer: accept }
  const baseUrl = await listen(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { method, url, headers } = incoming
    const request = { method: method!, url: url!, headers, body: Buffer.concat(chunks) }
    received.push(request)
    receiver.answer(response, request)
  })
  return Object.assign(receiver, { baseUrl })
}

/** A server of the test's own. @returns its base URL */
async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
}

/** Accepts a batch, with an id for each of its mails. */
export function accept(response: ServerResponse, { body }: Received): void {
  const mails = JSON.parse(body.toString()) as unknown[]
  reply(200, { data: mails.map((_, index) => ({ id: `id-${index}` })) })(response)
}

export function reply(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

/** An error in Resend's form. */
export function refusal(
  status: number,
  name: string,
  message = 'because',
  headers: Record<string, string> = {},
) {
  return reply(status, { statusCode: status, name, message }, headers)
}
