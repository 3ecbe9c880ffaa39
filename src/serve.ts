import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Listener {
  /** Says what answers from now on, `posts` before the app. Until then every request is told to come back. */
  answerWith(app: Hono, posts?: Posts): void
  /** Stops taking requests, and waits for those under way. */
  close(): Promise<void>
}

/** What answers a POST to a path in place of the app, with Node's own request and response. */
export type Posts = Readonly<Record<string, RequestListener>>

/**
 * Takes the port before anything else is started, so that a port in use costs nobody a minute.
 *
 * @throws {ListenError} that names the port and how to choose another.
 */
export async function listen(host: string, port: number): Promise<Listener> {
  let answer: RequestListener | undefined
  const server = createServer((request, response) => {
    if (answer) return answer(request, response)
    response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain' }).end('Starting …\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new ListenError(host, port, cause)))
    server.listen(port, host, resolve)
  })
  return {
    answerWith: (app, posts = {}) => {
      answer = inFront(new Map(Object.entries(posts)), getRequestListener(app.fetch))
    },
    close: () => close(server),
  }
}

function inFront(posts: ReadonlyMap<string, RequestListener>, site: RequestListener): RequestListener {
  return (request, response) => {
    const post = request.method === 'POST' ? posts.get(request.url!.split('?', 1)[0]!) : undefined
    return (post ?? site)(request, response)
  }
}

function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  return closed
}

class ListenError extends Error {
  override readonly name = 'ListenError'

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(explain(host, port, cause), { cause })
  }
}

function explain(host: string, port: number, { code, message }: NodeJS.ErrnoException): string {
  const other = port < 1024 ? 3000 : port < 65535 ? port + 1 : port - 1
  const another = `Choose another with PORT, like: PORT=${other} npm start`
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use, perhaps by another Weekly Verdicts. ${another}`
  }
  if (code === 'EACCES') return `Port ${port} is not for this user. ${another}`
  return `Cannot listen on ${host}, port ${port}: ${message}. Set HOST and PORT.`
}
