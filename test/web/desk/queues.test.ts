import { afterAll, beforeAll, expect, test } from 'vitest'
import { createJobBackend } from '../../../jobs/backend.ts'
import { openQueues } from '../../../jobs/queues.ts'
import { createTestWeb } from '../support.ts'
import { type AtDesk, from, signedIn } from './support.ts'

let owner: AtDesk
let change: (path: string, method: string) => Promise<Response>
let nobodys: AtDesk
beforeAll(async () => {
  const site = await createTestWeb()
  const { context, database, webWith } = site
  const backend = createJobBackend({ databaseUrl: database.url, redisUrl: undefined, installation: 'test' })
  await backend.migrate()
  const queues = openQueues(backend, () => undefined)
  afterAll(() => queues.close())
  await queues.enqueue([{ kind: 'prepare-issue', issueNumber: 7 }])
  const web = webWith({ queues })
  owner = await signedIn(context, web, 'owner')
  nobodys = await signedIn(context, site.web, 'owner', 'other@lovelace.org')
  change = async (path, method) => web.request(path, { method, headers: from(owner.cookie()) })
})

test('owners see how full the queues are', async () => {
  const page = await owner.read('/desk/queues')
  expect(page).toMatch(/<th scope="row">issues<\/th><td>1<\/td>/)
  expect(page).toMatch(/<th scope="row">pulse<\/th><td>0<\/td>/)
})

test('the board shows each job, loads its own files, and tells nobody else', async () => {
  const board = await owner.get('/desk/queues/board/')
  expect(board.status).toBe(200)
  expect(board.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
  )
  const html = await board.text()
  expect(html).toContain('<base href="/desk/queues/board/"')
  expect(html).not.toMatch(/(href|src)="https?:/)
  for (const [, file] of html.matchAll(/src="(static\/[^"]+\.js)"/g)) {
    const script = await owner.get(`/desk/queues/board/${file}`)
    expect(script.status).toBe(200)
    expect(script.headers.get('content-type')).toContain('javascript')
  }
  const listed = await owner.read('/desk/queues/board/api/queues?activeQueue=issues&status=latest&page=1')
  expect(listed).toContain('"issueNumber":7')
  expect(listed).toContain('"readOnlyMode":true')
})

test.each(['PUT', 'POST', 'PATCH', 'DELETE'])('nothing is changed there, by %s either', async (method) => {
  for (const path of [
    'queues/pause',
    'queues/issues/pause',
    'queues/issues/obliterate',
    'queues/issues/add',
  ]) {
    expect((await change(`/desk/queues/board/api/${path}`, method)).status).toBe(404)
  }
  expect(await owner.read('/desk/queues')).toMatch(/<th scope="row">issues<\/th><td>1<\/td>/)
})

test('where there are no queues the page says so', async () => {
  expect(await nobodys.read('/desk/queues')).toContain('out of reach')
  expect(await nobodys.read('/desk/queues/board/')).toContain('out of reach')
})
