import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { HonoAdapter } from '@bull-board/hono'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Queue } from 'bullmq'

export type QueueBoard = (request: Request) => Promise<Response>

/** Answers requests for the pages of bull-board, below a path, with what is in the queues. Nothing can be changed there. */
export function createQueueBoard(queues: readonly Queue[], path: string): QueueBoard {
  const files: typeof serveStatic = ({ root = '' } = {}) =>
    serveStatic({ root, rewriteRequestPath: (file) => file.replace('/static/', '/') })
  const serverAdapter = new HonoAdapter(files).setBasePath(path)
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Queues' } },
  })
  const board = serverAdapter.registerPlugin()
  return async (request) => board.request(new Request(below(request.url, path), request))
}

function below(address: string, path: string): URL {
  const url = new URL(address)
  url.pathname = url.pathname.slice(path.length) || '/'
  return url
}
