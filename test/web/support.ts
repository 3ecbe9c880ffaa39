import { readFileSync } from 'node:fs'
import { afterAll } from 'vitest'
import { wholeMail } from '../../db/queries/letter.ts'
import { importContent } from '../../src/actions/content/import.ts'
import type { Context } from '../../src/context.ts'
import { signToken } from '../../src/domain/link-token.ts'
import type { Mail } from '../../src/domain/mail.ts'
import type { SubscriberStatus } from '../../src/domain/subscriber.ts'
import type { Work } from '../../src/domain/work.ts'
import { openLimits } from '../../src/limits/open-limits.ts'
import { createWeb, type WebOptions } from '../../src/web/create-web.tsx'
import { createTestContext, type TestContext, type TestOptions } from '../support/context.ts'

export type Web = ReturnType<typeof createWeb>

export interface TestWeb extends TestContext {
  readonly web: Web
  /** What was queued so far. */
  readonly queued: Work[]
  /** The same context with other options. */
  webWith(options: Partial<WebOptions>): Web
}

/** The site on a database of the test file's own. */
export async function createTestWeb(
  env: NodeJS.ProcessEnv = {},
  options: TestOptions = {},
): Promise<TestWeb> {
  const test = await createTestContext(env, options)
  const limits = await openLimits(test.context, 'test')
  afterAll(() => limits.close())
  const queued: Work[] = []
  const webWith = (options: Partial<WebOptions>) =>
    createWeb({
      context: test.context,
      limits,
      enqueue: async (work) => void queued.push(...work),
      ready: async () => ({ database: true }),
      desk: false,
      ...options,
    })
  return { ...test, web: webWith({}), queued, webWith }
}

/** Sends a form as a browser does from a page of the site itself. */
export async function post(
  web: Web,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' },
  from?: ReturnType<typeof cameFrom>,
): Promise<Response> {
  return web.request(path, { method: 'POST', body: new URLSearchParams(fields), headers }, from)
}

/** What Node's server tells of who is at the other end of the connection. */
export function cameFrom(remoteAddress: string) {
  return { incoming: { socket: { remoteAddress } } }
}

export async function importSample(context: Context): Promise<void> {
  const sample = JSON.parse(readFileSync(new URL('../../sample/content.json', import.meta.url), 'utf8'))
  const imported = await importContent(context, sample)
  if (imported.outcome !== 'imported') throw new Error(JSON.stringify(imported))
}

export async function addSubscriber(
  { db }: Context,
  address: string,
  status: SubscriberStatus = 'confirmed',
): Promise<number> {
  const { id } = await db
    .insertInto('subscriber')
    .values({
      address,
      addressKey: address,
      status,
      confirmedAt: status === 'pending' ? null : new Date(),
      endedAt: status === 'ended' ? new Date() : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The token of a reader's links, as their mails carry it. */
export function readerToken({ config }: Context, subscriberId: number, issueNumber = 0): string {
  const key = config.linkKeys[0]!
  return signToken(key, { purpose: 'reader', subscriberId, tokenVersion: 1, issueNumber })
}

export async function statusOf({ db }: Context, id: number): Promise<SubscriberStatus> {
  const { status } = await db
    .selectFrom('subscriber')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return status
}

/** The newest mail of the outbox, as it will be sent. */
export async function newestMail({ db }: Context): Promise<{ mail: Mail; subscriberId: number | null }> {
  return db
    .selectFrom('outbox')
    .select([wholeMail.as('mail'), 'subscriberId'])
    .where('outbox.mail', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
}

/** What is chosen in each tool's group of radio buttons. */
export function chosenIn(html: string): Record<string, string> {
  const checked = [...html.matchAll(/<input type="radio"[^>]*>/g)].filter(([input]) =>
    / checked=/.test(input),
  )
  return Object.fromEntries(
    checked.map(([input]) => [/name="vote\.([^"]*)"/.exec(input)![1], /value="([^"]*)"/.exec(input)![1]]),
  )
}
