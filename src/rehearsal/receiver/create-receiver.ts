import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerTo, type Reply } from './answer.ts'
import { createDesk, type DeskOptions } from './desk.ts'
import type { Order } from './messages.ts'

export interface Receiver {
  readonly port: number
  obey(order: Order): unknown
  close(): Promise<void>
}

const LARGEST_BODY = 40_000_000

/**
 * Stands where Resend stands, for rehearsals: its API, its idempotency keys and its webhooks, with faults on
 * command, and a log of every mail that it accepted. Plain `node:http`, since all of a send goes through it.
 */
export async function createReceiver(options: DeskOptions): Promise<Receiver> {
  const desk = createDesk(options)
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    obey: desk.obey,
    async close() {
      desk.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController()
    response.once('close', () => response.writableFinished || gone.abort())
    desk.counted.underWay++
    try {
      await reply(request, response, gone.signal)
    } finally {
      desk.counted.underWay--
    }
  }

  async function reply(request: IncomingMessage, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const body = await read(request)
    const reply = await answerTo(desk, {
      path: request.url ?? '',
      method: request.method ?? '',
      key: String(request.headers['idempotency-key'] ?? ''),
      authorized: request.headers.authorization?.startsWith('Bearer re_') ?? false,
      body,
      gone,
    })
    write(response, reply, desk.requestsPerSecond)
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new Error('The body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function write(response: ServerResponse, { answer, how }: Reply, requestsPerSecond: number): void {
  if (how === 'drop') return void response.destroy()
  if (how === 'hang') return
  const body = JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'ratelimit-limit': String(requestsPerSecond),
    'ratelimit-remaining': String(answer.status === 429 ? 0 : requestsPerSecond - 1),
    'ratelimit-reset': '1',
    ...(answer.status === 429 ? { 'retry-after': '1' } : {}),
  })
  if (how === 'whole') return void response.end(body)
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}
