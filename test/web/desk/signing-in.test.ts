import { beforeAll, beforeEach, expect, test } from 'vitest'
import { dismissEditor } from '../../../src/actions/editor/dismiss.ts'
import { inviteEditor } from '../../../src/actions/editor/invite.ts'
import { cameFrom, createTestWeb, post, type TestWeb, type Web } from '../support.ts'
import { browser, cookieOf, from, loggedOf, newestCode, signedIn, signInAs, somewhere } from './support.ts'

let site: TestWeb
let web: Web
let address: string
let editorId: number
let count = 0
beforeAll(async () => {
  site = await createTestWeb()
  web = site.web
})
beforeEach(async () => {
  address = `editor${count++}@lovelace.org`
  const invited = await inviteEditor(site.context, { address, role: 'editor', name: '', reviewer: '' })
  if (invited.outcome !== 'invited') throw new Error('not invited')
  editorId = invited.id
})

async function ask(who: string): Promise<string> {
  return cookieOf(await post(web, '/desk/codes', { address: who }, from(''), somewhere()))
}

async function enter(kept: string, code: string): Promise<Response> {
  return post(web, '/desk/sessions', { code, next: '/desk/account' }, from(kept), somewhere())
}

const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('whoever is not signed in is asked to, and led on to where they wanted to go', async () => {
  const asked = await web.request('/desk/account')
  expect(asked.status).toBe(303)
  expect(asked.headers.get('location')).toBe('/desk/sign-in?next=%2Fdesk%2Faccount')
  expect(await (await web.request('/desk/sign-in?next=/desk/account')).text()).toContain(
    'value="/desk/account"',
  )
  for (const elsewhere of [
    'https://evil.test',
    '//evil.test',
    '/desk//evil.test:x',
    '/preferences',
    '/desk/\\evil',
  ]) {
    const page = await (await web.request(`/desk/sign-in?next=${encodeURIComponent(elsewhere)}`)).text()
    expect(page, elsewhere).toContain('name="next" value="/desk"')
  }
})

test('a page of the desk that is none is not there for who is signed in, and others are asked to sign in', async () => {
  for (const path of ['/desk/nothing', '/desk/issues/1/nothing?x=1']) {
    const asked = await web.request(path)
    expect(asked.status).toBe(303)
    expect(asked.headers.get('location')).toBe(`/desk/sign-in?next=${encodeURIComponent(path)}`)
  }
  const reviewer = await signedIn(site.context, web, 'reviewer', 'reviewer@lovelace.org')
  for (const answer of [await reviewer.get('/desk/nothing'), await reviewer.post('/desk/nothing')]) {
    expect(answer.status).toBe(404)
    const page = await answer.text()
    expect(page).toContain('There is no such page')
    expect(page).toContain('<nav aria-label="Desk">')
  }
})

test('a page of the desk with a slash too many leads to the one without', async () => {
  const editor = await signedIn(site.context, web, 'editor', 'slash@lovelace.org')
  for (const path of ['/desk', '/desk/tools']) {
    for (const answer of [await editor.get(`${path}/`), await web.request(`${path}/`)]) {
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe(path)
    }
  }
})

test('whoever is signed in already is led on from the page that asks them to', async () => {
  const editor = await signedIn(site.context, web, 'editor', 'already@lovelace.org')
  for (const [path, to] of [
    ['/desk/sign-in', '/desk'],
    ['/desk/sign-in?next=%2Fdesk%2Ftools', '/desk/tools'],
    ['/desk/sign-in?next=https%3A%2F%2Fevil.test', '/desk'],
  ] as const) {
    const answer = await editor.get(path)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(to)
  }
})

test.each([
  ['/desk/sessions', '/desk/codes'],
  ['/desk/issues/7/test-mails', '/desk/issues/7/preview'],
  ['/desk/issues/7/preflight/overrides', '/desk/issues/7/preflight'],
  ['/desk/issues/7/preview/subscribers', '/desk/issues/7/preview'],
  ['/desk/issues/7/schedule/removal', '/desk/issues/7/schedule'],
  ['/desk/tools/quill/reviews/skeptic/withdrawal', '/desk/tools/quill/reviews/skeptic'],
  ['/desk/content/dry-runs', '/desk/content'],
  ['/desk/calendar/skips', '/desk/calendar'],
  ['/desk/editors/7/role', '/desk/editors'],
])('the answer to a form at %s, reloaded from its address, is the page with the form', async (path, to) => {
  const answer = await web.request(path)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(to)
})

test('a code from the mail signs an editor in, once', async () => {
  const kept = await ask(address)
  const code = await newestCode(site.context, address)
  const entered = await enter(kept, `${code.slice(0, 3)} ${code.slice(3)} `)
  expect(entered.headers.get('location')).toBe('/desk/account')
  const session = browser(web, cookieOf(entered))
  expect(await session.read('/desk/account')).toContain(address)

  const again = await enter(kept, code)
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('not the code of the newest mail')
})

test('the cookie is for this host alone where there is HTTPS, and never for scripts', async () => {
  expect((await signInCookies(web))[0]).toMatch(/^desk-session=.*; Path=\/; HttpOnly; SameSite=Lax$/)

  const secure = await createTestWeb({ SITE_URL: 'https://verdicts.org' })
  await inviteEditor(secure.context, { address, role: 'editor', name: '', reviewer: '' })
  const headers = { origin: 'https://verdicts.org' }
  const asked = await post(secure.web, '/desk/codes', { address }, headers)
  expect(asked.headers.get('set-cookie')).toMatch(
    /^__Host-desk-address=.*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  const code = await newestCode(secure.context, address)
  const entered = await post(secure.web, '/desk/sessions', { code }, { ...headers, cookie: cookieOf(asked) })
  expect(entered.headers.get('set-cookie')).toMatch(
    /^__Host-desk-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

async function signInCookies(web: Web): Promise<string[]> {
  const kept = await ask(address)
  const entered = await post(
    web,
    '/desk/sessions',
    { code: await newestCode(site.context, address) },
    from(kept),
  )
  return entered.headers.getSetCookie()
}

test('a newer code takes the place of an older one', async () => {
  const kept = await ask(address)
  const first = await newestCode(site.context, address)
  await ask(address)
  const second = await newestCode(site.context, address)
  if (first !== second) expect((await enter(kept, first)).status).toBe(422)
  expect((await enter(kept, second)).status).toBe(303)
})

test('after three wrong guesses not even the code itself works', async () => {
  const kept = await ask(address)
  const code = await newestCode(site.context, address)
  for (const _ of [1, 2, 3]) expect((await enter(kept, otherThan(code))).status).toBe(422)
  const late = await enter(kept, code)
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('three wrong ones')
})

test('of guesses at the same time no more than three are looked at', async () => {
  const kept = await ask(address)
  const code = await newestCode(site.context, address)
  await Promise.all(Array.from({ length: 20 }, () => enter(kept, otherThan(code))))
  const { value } = (await site.context.db
    .selectFrom('signInCode')
    .select('value')
    .orderBy('id', 'desc')
    .executeTakeFirst()) ?? { value: ':3' }
  expect(Number(value.split(':')[1])).toBeLessThanOrEqual(3)
})

test('a code is void after ten minutes', async () => {
  const kept = await ask(address)
  await site.context.db
    .updateTable('signInCode')
    .set({ expiresAt: new Date(0) })
    .execute()
  const late = await enter(kept, await newestCode(site.context, address))
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('after ten minutes, or three wrong ones, have another one sent')
})

test('the answer is the same for an address that nobody has', async () => {
  const pages = await Promise.all(
    [address, 'nobody@lovelace.org'].map(async (who) => {
      const asked = await post(web, '/desk/codes', { address: who })
      const shown = await web.request('/desk/codes', { headers: { cookie: cookieOf(asked) } })
      const wrong = await enter(cookieOf(asked), '000000')
      for (let guesses = 0; guesses < 3; guesses++) await enter(cookieOf(asked), '000000')
      const often = await enter(cookieOf(asked), '000000')
      return [
        asked.status,
        asked.headers.get('location'),
        await shown.text(),
        wrong.status,
        await wrong.text(),
        often.status,
        await often.text(),
      ]
        .join('\n')
        .replaceAll(who, 'WHO')
    }),
  )
  expect(pages[0]).toBe(pages[1])
  expect(pages[0]?.replaceAll('<!-- -->', '')).toContain(
    'No address is sent more than 5 in an hour, and only the newest one counts.',
  )
  expect(await mailsTo('nobody@lovelace.org')).toBe(0)
})

async function mailsTo(who: string): Promise<number> {
  const mails = await site.context.db
    .selectFrom('outbox')
    .select('id')
    .where('addressKey', '=', who)
    .execute()
  return mails.length
}

test('an address is mailed five codes in an hour, and no answer tells', async () => {
  const before = await mailsTo(address)
  for (let asked = 0; asked < 7; asked++) expect(await ask(address)).toContain('desk-address')
  expect(await mailsTo(address)).toBe(before + 5)
})

test.each([
  ['asks for codes', '/desk/codes'],
  ['guesses them', '/desk/sessions'],
])('a network that %s again and again is told to wait', async (_, path) => {
  const { web } = await createTestWeb()
  const fields = { address: 'nobody@lovelace.org', code: '000000' }
  const peer = cameFrom('192.0.2.7')
  const tries = Array.from({ length: 61 }, () =>
    post(web, path, fields, from('desk-address=nobody@lovelace.org'), peer),
  )
  const refused = (await Promise.all(tries)).filter(({ status }) => status === 429)
  expect(refused).toHaveLength(1)
  if (path === '/desk/codes') expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused[0]!.text()).toContain('Try again in ten minutes')
})

test('no answer comes sooner than after a tenth of a second, whoever is asked about', async () => {
  const kept = await ask(address)
  const took = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  // A timer may be early by a little.
  for (let times = 0; times < 3; times++) {
    expect(await took(() => ask(address))).toBeGreaterThanOrEqual(90)
    expect(await took(() => ask('nobody@lovelace.org'))).toBeGreaterThanOrEqual(90)
    expect(await took(() => enter(kept, 'no code'))).toBeGreaterThanOrEqual(90)
    expect(await took(() => enter('desk-address=nobody@lovelace.org', '000000'))).toBeGreaterThanOrEqual(90)
  }
})

test('an address that can be none is refused where it stands, and kept in its field', async () => {
  const refused = await post(web, '/desk/codes', { address: 'ada@' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('not a complete domain')
  expect(page).toContain('value="ada@"')
})

test('signed out, the session is gone, and not only from the browser', async () => {
  const session = browser(web, await signInAs(site.context, web, address))
  const out = await session.post('/desk/account/sign-out')
  expect(out.headers.get('set-cookie')).toContain('desk-session=; Max-Age=0')
  expect((await session.get('/desk')).status).toBe(303)
  expect(await loggedOf(site.context, editorId)).toEqual(['editor-invited editor', 'session-ended'])
})

test('an editor sees where they are signed in, and can sign out there', async () => {
  const here = browser(web, await signInAs(site.context, web, address))
  const there = browser(web, await signInAs(site.context, web, address))
  const page = await here.read('/desk/account')
  expect(page.match(/Sign out there/g)).toHaveLength(1)
  await here.post(/\/desk\/account\/sessions\/\d+\/end/.exec(page)![0])
  expect((await there.get('/desk')).status).toBe(303)
  expect((await here.get('/desk')).status).toBe(200)

  const other = browser(web, await signInAs(site.context, web, address))
  await here.post('/desk/account/sessions/others/end')
  expect((await other.get('/desk')).status).toBe(303)
  expect((await here.get('/desk')).status).toBe(200)
  const ended = ['session-ended', 'session-ended in 1 other place']
  expect(await loggedOf(site.context, editorId)).toEqual(['editor-invited editor', ...ended])
})

test('nobody ends the session of another', async () => {
  const mine = browser(web, await signInAs(site.context, web, address))
  const other = await signedIn(site.context, web, 'editor', `other${count}@lovelace.org`)
  const { id } = await site.context.db
    .selectFrom('editorSession')
    .select('id')
    .where('editorId', '=', other.id)
    .executeTakeFirstOrThrow()
  await mine.post(`/desk/account/sessions/${id}/end`)
  expect((await other.get('/desk')).status).toBe(200)
  expect(await loggedOf(site.context, other.id)).toEqual([])
})

test('who is removed is signed out, and gets no code', async () => {
  const session = browser(web, await signInAs(site.context, web, address))
  expect((await session.get('/desk')).status).toBe(200)
  await dismissEditor(site.context, editorId)
  expect((await session.get('/desk')).status).toBe(303)
  const before = await mailsTo(address)
  await ask(address)
  expect(await mailsTo(address)).toBe(before)
})

test('a session ends after fourteen days', async () => {
  const session = browser(web, await signInAs(site.context, web, address))
  const mine = site.context.db.updateTable('editorSession').where('editorId', '=', editorId)
  const { expiresAt } = await mine.returning('expiresAt').set({ userAgent: 'x' }).executeTakeFirstOrThrow()
  expect(expiresAt.getTime() - Date.now()).toBeCloseTo(14 * 86_400_000, -5)
  expect((await session.get('/desk')).status).toBe(200)
  await mine.set({ expiresAt: new Date(0) }).execute()
  expect((await session.get('/desk')).status).toBe(303)
})

test('what is sent with a session that has ended waits on the page', async () => {
  const session = browser(web, await signInAs(site.context, web, address))
  await site.context.db.deleteFrom('editorSession').where('editorId', '=', editorId).execute()
  const kept = await session.post('/desk/account/name', { name: 'Ada "the <first>"' })
  expect(kept.status).toBe(401)
  const page = await kept.text()
  expect(page).toContain('<form action="/desk/account/name" method="post">')
  expect(page).toContain('name="name" value="Ada &quot;the &lt;first&gt;&quot;"')
  expect(page).not.toContain('file')
})

test.each([
  ['a file that was chosen is to be chosen once more', 'verdicts.json', true],
  ['nothing is said of a file where none was chosen', '', false],
])('%s', async (_, name, isSaid) => {
  const body = new FormData()
  body.set('document', '{}')
  body.set('file', new File([name], name))
  const sent = await web.request('/desk/content/dry-runs', { method: 'POST', body, headers: from('') })
  expect(sent.status).toBe(401)
  const page = await sent.text()
  expect(page).toContain('name="document" value="{}"')
  expect(page.includes('But the file is to be chosen once more.')).toBe(isSaid)
})

test('a body of a million fields, which anybody can send, is not sent back', async () => {
  for (const body of ['a&'.repeat(400_000), 'a='.padEnd(1_000_001, 'b')]) {
    const answer = await web.request('/desk/issues/1', {
      method: 'POST',
      body: body.slice(0, 1_000_001),
      headers: { ...from(''), 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect([401, 413]).toContain(answer.status)
    expect((await answer.text()).length).toBeLessThan(20_000)
  }
})

test('a form of another site is refused, whoever is signed in', async () => {
  const session = browser(web, await signInAs(site.context, web, address))
  const foreign = await web.request('/desk/account/name', {
    method: 'POST',
    body: new URLSearchParams({ name: 'Mallory' }),
    headers: { cookie: session.cookie(), origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
  })
  expect(foreign.status).toBe(403)
  expect(await session.read('/desk/account')).not.toContain('Mallory')
})

test('no address and no code gets into the log', async () => {
  await signInAs(site.context, web, address)
  expect(site.logged()).not.toContain(address)
  expect(site.logged()).not.toContain(await newestCode(site.context, address))
})

test('signing in is in the audit log, by id', async () => {
  await signInAs(site.context, web, address)
  const entry = await site.context.db
    .selectFrom('auditEntry')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({
    kind: 'editor-signed-in',
    editorId,
    source: 'desk',
    subject: String(editorId),
  })
})
