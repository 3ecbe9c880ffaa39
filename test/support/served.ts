import { afterAll } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { listen } from '../../src/serve.ts'
import { WEBHOOK_PATH, webhookListener } from '../../src/web/routes/webhooks.ts'
import type { TestWeb } from '../web/support.ts'

export interface Served {
  readonly port: number
  request(path: string, init?: RequestInit): Promise<Response>
}

/** The site with what is answered in front of it, on a port of its own until the test file ends. */
export async function served({ web, context, queued }: TestWeb): Promise<Served> {
  const port = await freePort()
  const listener = await listen('127.0.0.1', port)
  const webhooks = webhookListener({ context, enqueue: (work) => void queued.push(...work) })
  listener.answerWith(web, { [WEBHOOK_PATH]: webhooks })
  afterAll(() => listener.close())
  return { port, request: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init) }
}
