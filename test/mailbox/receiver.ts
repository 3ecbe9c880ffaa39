import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: an expectation on a wrong shape fails by itself
  readonly data: any
}

export interface Receiver {
  readonly webhook: { readonly url: string; readonly secret: string }
  /** All that came, in the order in which it came. */
  readonly received: Received[]
  /** What it is told of a mail, in that order. */
  typesOf(mailId: string): string[]
  /** How it answers from now on; with nothing 200. */
  answerWith(answer?: (received: Received, response: ServerResponse) => void): void
}

/** A site that listens to webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const accept = (_: Received, response: ServerResponse) => void response.end()
  let answer: (received: Received, response: ServerResponse) => void = accept
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const one = { headers: request.headers, body, ...JSON.parse(body) }
    received.push(one)
    answer(one, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const secret = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`
  return {
    webhook: { url: `http://127.0.0.1:${port}/webhooks/resend`, secret },
    received,
    typesOf: (id) => received.flatMap(({ type, data }) => (data.email_id === id ? [type] : [])),
    answerWith: (instead = accept) => {
      answer = instead
    },
  }
}
