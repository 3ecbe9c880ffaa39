import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../../db/embedded/free-port.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import { listen } from '../../../src/serve.ts'
import type { SignIn } from '../../../src/signing-in/create-sign-in.ts'
import { sendingEventRoutes } from '../../../src/web/desk/send/event-routes.tsx'
import { forgetIssues } from '../../support/sending.ts'
import { eventsOf, type Heard, numbersIn } from './event-stream.ts'
import { createSendingWeb, draftIssue, type SendingWeb } from './sending-web.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: SendingWeb
let editor: AtDesk
let url: string
let number: number
beforeAll(async () => {
  site = await createSendingWeb(350)
  editor = await signedIn(site.context, site.web, 'editor')
  const port = await freePort()
  const listener = await listen('127.0.0.1', port)
  listener.answerWith(site.web)
  afterAll(() => listener.close())
  url = `http://127.0.0.1:${port}`
})

beforeEach(async () => {
  await forgetIssues(site.context)
  number = await draftIssue(site)
})

async function beginSending() {
  await scheduleIssue(site.context, number, 'now')
  await prepareIssue(site.context, number)
  await findWork(site.context)
}

function openStream(from = url): Promise<Response> {
  return fetch(`${from}/desk/issues/${number}/sending/events`, { headers: { cookie: editor.cookie() } })
}

test('over a real connection, the numbers add up in every event of a send, until it is over', async () => {
  await beginSending()
  const stream = await openStream()
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(stream.headers.get('cache-control')).toBe('no-store')
  const heard: Heard[] = []
  let batchNumber = 0
  for await (const event of eventsOf(stream)) {
    heard.push(event)
    if (event.event === 'end') break
    batchNumber++
    if (batchNumber <= 4) await sendBatch(site.context, { issueNumber: number, batchNumber })
    else await findWork(site.context)
  }
  const progress = heard.filter(({ event }) => event === 'progress')
  expect(progress.length).toBeGreaterThan(4)
  for (const event of progress) {
    const { columns, audience } = numbersIn(event)
    expect(columns).toHaveLength(5)
    expect(audience).toBe(350)
    expect(columns.reduce((sum, count) => sum + count, 0)).toBe(350)
  }
  const accepted = progress.map((event) => numbersIn(event).columns[1]!)
  expect(accepted).toEqual(accepted.toSorted((a, b) => a - b))
  expect(accepted.at(-1)).toBe(350)
  expect(JSON.parse(progress.at(-1)!.data).status).toBe('sent')
  expect(heard.at(-1)?.event).toBe('end')
}, 20_000)

test('of a draft there is nothing to follow', async () => {
  const heard = []
  for await (const { event } of eventsOf(await openStream())) heard.push(event)
  expect(heard).toEqual(['progress', 'end'])
})

test('a HEAD request is answered, and begins nothing', async () => {
  await beginSending()
  const answer = await fetch(`${url}/desk/issues/${number}/sending/events`, {
    method: 'HEAD',
    headers: { cookie: editor.cookie() },
  })
  expect(answer.status).toBe(200)
})

test('the stream of an editor who is signed out meanwhile ends', async () => {
  await beginSending()
  const { context } = site
  const signIn = { sessionOf: async () => undefined } as unknown as SignIn
  const routes = sendingEventRoutes({
    site: { ...context.config.site, desk: false, mailbox: false, formTime: () => '' },
    context,
    signIn,
    enqueue: () => undefined,
    closing: new AbortController().signal,
    sessionCheckMs: 0,
  })
  const web = new Hono().route('/desk', routes)
  const stream = await web.request(`/desk/issues/${number}/sending/events`)
  const heard = []
  for await (const { event } of eventsOf(stream)) heard.push(event)
  expect(heard).toEqual(['end'])
})

// The last one, as the site follows nothing any more.
test('when the server stops, the stream ends and keeps nobody waiting', async () => {
  await beginSending()
  const stream = await openStream()
  const events = eventsOf(stream)
  expect((await events.next()).value?.event).toBe('progress')
  site.closing.abort()
  const rest = []
  for await (const { event } of events) rest.push(event)
  expect(rest).not.toContain('end')
})
