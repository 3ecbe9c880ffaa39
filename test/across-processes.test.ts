import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '../db/embedded/free-port.ts'
import { createIssue } from '../src/actions/issue/create.ts'
import { loadConfig } from '../src/config.ts'
import { start } from '../src/start.ts'
import { createTestContext, type TestContext } from './support/context.ts'
import { runProgram } from './support/run-program.ts'
import { addReaders, importSmallContent } from './support/sending.ts'
import { eventsOf, type Heard, numbersIn } from './web/desk/event-stream.ts'
import { type AtDesk, signedIn, tickOn } from './web/desk/support.ts'
import type { Web } from './web/support.ts'

/** Ten batches: at two requests a second, a send with a middle. */
const READERS = 1_000

let house: TestContext
let url: string
let editor: AtDesk

/** The web is in this process, the worker in one of its own. */
beforeAll(async () => {
  house = await createTestContext({}, { approvals: true })
  await importSmallContent(house.context)
  await addReaders(house.context, READERS)
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-processes-'))
  const port = await freePort()
  const env = {
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: house.database.url,
    SECRET_KEY: 'a secret key that is used in tests only',
    SITE_URL: 'http://localhost:3000',
    RESEND_REQUESTS_PER_SECOND: '2',
    LOG_LEVEL: 'silent',
  }
  const worker = runProgram('start.mjs', ['worker'], { cwd: folder, env })
  const running = await start(loadConfig(env), 'web')
  afterAll(async () => {
    worker.child.kill('SIGTERM')
    await worker.ended
    await running.close()
    rmSync(folder, { recursive: true, force: true })
  })
  url = `http://127.0.0.1:${port}`
  editor = await signedIn(house.context, web, 'editor')
  await vi.waitFor(() => expect(worker.output()).toContain('the worker is at work'), 30_000)
}, 60_000)

/** The site over HTTP, asked as tests ask an app. */
const web = {
  request: (path: string, init?: RequestInit) => fetch(url + path, { ...init, redirect: 'manual' }),
} as unknown as Web

const statusOf = ({ data }: Heard) => (JSON.parse(data) as { status: string }).status

const SENDING = '/desk/issues/1/sending'

test('what the worker sends is seen, stopped and let go on through the web, in numbers that add up', async () => {
  const issue = { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] }
  expect(await createIssue(house.context, issue)).toMatchObject({ number: 1 })
  const approval = await editor.read('/desk/issues/1/approval')
  const looked = /name="looked" value="(\w+)"/.exec(approval)![1]!
  expect((await editor.post('/desk/issues/1/approval', { looked })).status).toBe(303)
  expect((await editor.post(SENDING, tickOn(await editor.read(SENDING)))).status).toBe(303)
  await house.database.pass('20 seconds')

  const stream = await editor.get('/desk/issues/1/sending/events')
  const statuses: string[] = []
  let accepted = 0
  let step: 'to-pause' | 'paused' | 'resumed' = 'to-pause'
  for await (const event of eventsOf(stream)) {
    if (event.event === 'end') break
    statuses.push(statusOf(event))
    if (!/<table/.test(event.data)) continue
    const { columns, audience } = numbersIn(event)
    expect(audience).toBe(READERS)
    expect(columns.reduce((sum, count) => sum + count, 0)).toBe(READERS)
    expect(columns[1]).toBeGreaterThanOrEqual(accepted)
    accepted = columns[1]!
    if (step === 'to-pause' && accepted > 0) {
      step = 'paused'
      expect((await editor.post('/desk/issues/1/sending/pause')).status).toBe(303)
    } else if (step === 'paused' && statuses.slice(-2).every((status) => status === 'paused')) {
      // What was on its way when it was pressed is settled by now.
      expect(accepted).toBeLessThan(READERS)
      const stopped = await sentSoFar()
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      expect(await sentSoFar()).toBe(stopped)
      step = 'resumed'
      expect((await editor.post('/desk/issues/1/sending/resume')).status).toBe(303)
    }
  }
  expect(step).toBe('resumed')
  expect(statuses.at(-1)).toBe('sent')
  expect(accepted).toBe(READERS)
  expect(await sentSoFar()).toBe(READERS)
}, 60_000)

/** How many mails of the issue the mailbox has: the web's, which the worker posts to. */
async function sentSoFar(): Promise<number> {
  const { rows } = await sql<{ mails: number }>`
    select count(*)::int as mails from mailbox.mail where recipients[1] like 'reader%'`.execute(
    house.context.db,
  )
  return rows[0]!.mails
}
