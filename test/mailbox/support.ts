import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll } from 'vitest'
import { createMailbox, type Mailbox, type MailboxOptions } from '../../mailbox/create-mailbox.ts'
import { createTestDatabase } from '../support/database.ts'

/** As the tests look into it: they say themselves what they expect there. */
export interface TestResponse extends Response {
  // biome-ignore lint/suspicious/noExplicitAny: an expectation on a wrong shape fails by itself
  json(): Promise<any>
}

export interface TestMailbox extends Mailbox {
  readonly url: string
  /** A POST to the API with any key; `json` as it is when it is a string. */
  post(path: string, json: unknown, headers?: Record<string, string>): Promise<TestResponse>
  get(path: string): Promise<TestResponse>
}

/** A mailbox on a database of its own, or on that of `url`, without a rate limit unless it is given one. */
export async function startMailbox(
  options: Partial<MailboxOptions> = {},
  url?: string,
): Promise<TestMailbox> {
  const connectionString = url ?? (await createTestDatabase({ empty: true })).url
  const mailbox = await createMailbox({ connectionString, requestsPerSecond: 0, ...options })
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= mailbox.close()
    return closed
  }
  afterAll(close)
  return {
    ...mailbox,
    close,
    url: connectionString,
    get: async (path) => mailbox.app.request(path),
    post: async (path, json, headers) =>
      mailbox.app.request(path, {
        method: 'POST',
        headers: { authorization: 'Bearer any', ...headers },
        body: typeof json === 'string' ? json : JSON.stringify(json),
      }),
  }
}

/** Serves it over HTTP, and answers where. */
export async function serveMailbox({ app }: Mailbox): Promise<string> {
  const site = new Hono().route('/mailbox', app)
  const server = createServer(getRequestListener(site.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mailbox`
}

export const email = {
  from: 'Weekly Verdicts <verdicts@weekly.dev>',
  to: ['ada@lovelace.org'],
  subject: 'Two editors, one verdict',
  html: '<p>Ship it.</p>',
  text: 'Ship it.',
}

export function emails(count: number, over: object = {}): object[] {
  return Array.from({ length: count }, (_, i) => ({ ...email, to: `reader-${i}@lovelace.org`, ...over }))
}
