import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { setApprovalRule } from '../../../db/queries/approval-rule.ts'
import { keepLinkCheck } from '../../../db/queries/link-check.ts'
import { approveIssue } from '../../../src/actions/issue/approve.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { dayIn } from '../../support/day-in.ts'
import { forgetIssues } from '../../support/sending.ts'
import { addSubscriber, createTestWeb, importSample } from '../support.ts'
import { signedIn } from './support.ts'

const { context, queued, webWith } = await createTestWeb()
// Days after the sample's prices were checked: once that is long ago, the preflight says so.
await sql`update clock set shift = '2026-11-30T12:00Z'::timestamptz - now()`.execute(context.db)
await importSample(context)
const web = webWith({ desk: true })
const owner = await signedIn(context, web, 'owner')
const editor = await signedIn(context, web, 'editor')
const bare = {
  ...context,
  config: { ...context.config, site: { ...context.config.site, postalAddress: '' } },
}
/** The same desk, where no postal address is set. */
const without = await signedIn(bare, webWith({ desk: true, context: bare }), 'owner', 'olga@lovelace.org')

const PAGE = '/desk/issues/1/preflight'
beforeEach(async () => {
  await forgetIssues(context)
  await createIssue(context, { subject: 'S', intro: '', comparisons: ['pellwright-vs-mergantle'] })
})
const line = async () => /name="line" value="(\w+)"/.exec(await without.read(PAGE))![1]!

describe('the page of the preflight', () => {
  test('is green where nothing is wrong', async () => {
    const html = await editor.read(PAGE)
    expect(html).toContain('Nothing keeps the issue from being scheduled')
    expect(html).not.toContain('severity red')
  })

  test('says what is wrong, where, how it is mended, and leads there', async () => {
    await context.db.deleteFrom('issueComparison').execute()
    const html = await editor.read(PAGE)
    expect(html).toContain('severity red')
    expect(html).toContain('It has no comparisons')
    expect(html).toContain('Choose at least one comparison')
    expect(html).toContain('href="/desk/issues/1"')
    expect(html).toContain('The issue can not be scheduled until every red line is mended. ')
    expect(await without.read(PAGE)).toContain(
      'until every red line is mended, or overridden by an owner where that can be. ',
    )
  })

  test('of an empty issue, none says who gets nothing, or names a comparison that is not there', async () => {
    await addSubscriber(context, 'reader@lovelace.org')
    await context.db.deleteFrom('issueComparison').execute()
    const filling = { subject: '{first}: this week’s verdicts', gathers: true }
    await context.db.updateTable('issue').set(filling).execute()
    for (const tab of ['preflight', 'preview', 'approval', 'sending']) {
      const html = await editor.read(`/desk/issues/1/${tab}`)
      expect(html, tab).not.toMatch(/get no mail|gets no mail|in their categories|settles its list|\{first\}/)
    }
    expect(await editor.read('/desk/issues/1/preview')).toContain('<dd>This week’s verdicts</dd>')
    const address = { address: 'reader@lovelace.org' }
    const found = await editor.post('/desk/issues/1/preview/subscribers', address)
    expect(await editor.read(found.headers.get('location')!)).toContain(
      'Nothing yet: the issue has no comparisons.',
    )
  })

  test('takes an owner’s reason for a red line, and shows it to all', async () => {
    expect(
      (await without.post(`${PAGE}/overrides`, { line: await line(), reason: 'It is <b>a test</b>.' }))
        .status,
    ).toBe(303)
    const html = await without.read(PAGE)
    expect(html).toMatch(/Overridden by (<!-- -->)?owner/)
    expect(html).toContain('It is &lt;b&gt;a test&lt;/b&gt;.')
    expect(html).toContain('The issue can be scheduled')
  })

  test.each([
    ['', 'Say why'],
    ['x'.repeat(501), 'The reason has 501 characters'],
  ])('keeps a reason that is refused', async (reason, problem) => {
    const refused = await without.post(`${PAGE}/overrides`, { line: await line(), reason })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain(problem)
    expect(html).toContain(`value="${reason}"`)
    expect(html).toContain('<details open')
  })

  test('keeps a reason whose line is not there any more', async () => {
    const refused = await owner.post(`${PAGE}/overrides`, { line: 'gone', reason: 'Because of it.' })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('Because of it.')
  })

  test('keeps a reason at the field of a line that says something else now', async () => {
    const about = /name="about" value="([^"]+)"/.exec(await without.read(PAGE))![1]!
    const refused = await without.post(`${PAGE}/overrides`, {
      line: 'before',
      about,
      reason: 'Because of it.',
    })
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('value="Because of it."')
    expect(html).toMatch(/<details open(?:(?!<\/details>).)*This line says something else/s)
    expect(html).not.toContain('Overridden by')
  })

  test('says that a line was overridden; an owner takes that back, and it is red again', async () => {
    const key = await line()
    const overridden = await without.post(`${PAGE}/overrides`, { line: key, reason: 'So.' })
    const noticed = await without.read(overridden.headers.get('location')!)
    expect(noticed).toMatch(/role="status"><p>Overridden/)
    expect(await editor.read(PAGE)).not.toContain('overrides/removal')
    expect((await editor.post(`${PAGE}/overrides/removal`, { line: key })).status).toBe(403)
    for (let press = 0; press < 2; press++) {
      const withdrawn = await without.post(`${PAGE}/overrides/removal`, { line: key })
      expect(await without.read(withdrawn.headers.get('location')!)).toMatch(
        /role="status"><p>The override is taken back: that line is red again/,
      )
    }
    expect(await without.read(PAGE)).toContain(
      'The issue can not be scheduled until every red line is mended, or overridden by an owner. ',
    )
    const acts = await context.db
      .selectFrom('auditEntry')
      .select(['subject', 'detail'])
      .where('kind', '=', 'preflight-override-withdrawn')
      .execute()
    expect(acts).toEqual([{ subject: '1', detail: expect.stringMatching(/^postal address, .*: So\.$/) }])
  })

  test('says, as all pages do, that a scheduled issue will be held once an override is taken back', async () => {
    const key = await line()
    await without.post(`${PAGE}/overrides`, { line: key, reason: 'So.' })
    await without.post('/desk/issues/1/schedule', { day: dayIn(300), time: '9:00', timeZone: 'UTC' })
    const withdrawn = await without.post(`${PAGE}/overrides/removal`, { line: key })
    const html = await without.read(withdrawn.headers.get('location')!)
    expect(html).toContain('is held at its time if that line is still red then')
    expect(html).toContain('The issue will be held at its time unless every red line is mended by then')
    for (const path of [
      '/desk',
      '/desk/issues',
      '/desk/issues/1',
      '/desk/issues/1/schedule',
      '/desk/issues/1/sending',
    ]) {
      const page = await without.read(path)
      expect(page, path).toContain('It will be held at its time, and nobody mailed')
      expect(page, path).not.toMatch(/goes out by itself|The first mail leaves/)
    }
    expect(await without.read('/desk/issues/1/approval')).toContain('red keeps the issue from going out')
  })

  test('has what is red first, then what is amber or overridden, then what is green, and counts them', async () => {
    await context.db
      .updateTable('issue')
      .set({ subject: 'So long a subject '.repeat(6) })
      .execute()
    const colours = async () =>
      [...(await without.read(PAGE)).matchAll(/<li><b class="severity (\w+)/g)].map(([, colour]) => colour)
    const green = Array.from({ length: 10 }, () => 'green')
    expect(await colours()).toEqual(['red', 'amber', ...green])
    expect(await without.read(PAGE)).toContain('1 line is red, 1 is amber, 10 are green.')
    await without.post(`${PAGE}/overrides`, { line: await line(), reason: 'So.' })
    expect(await colours()).toEqual(['amber', 'amber', ...green])
    expect(await without.read(PAGE)).toContain('2 lines are amber (1 overridden), 10 are green.')
  })

  test('lets nothing out with a link that nobody looked at, and has it looked at', async () => {
    await context.db.updateTable('issue').set({ intro: '[Here](https://lovelace.org/new)' }).execute()
    queued.length = 0
    expect(await (await editor.post('/desk/issues/1/sending')).text()).toMatch(
      /red: .*It is being looked at/s,
    )
    expect(queued).toContainEqual({ kind: 'check-links' })
    queued.length = 0
    expect(await editor.read(PAGE)).toContain('https://lovelace.org/new, in the introduction')
    expect(queued).toEqual([{ kind: 'check-links' }])
    await keepLinkCheck(context.db, { url: 'https://lovelace.org/new', outcome: 'fine', detail: '' })
    expect((await editor.post('/desk/issues/1/sending')).status).toBe(303)
  })

  test('is where a refused send leads', async () => {
    const refused = await without.post('/desk/issues/1/sending')
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('<a href="/desk/issues/1/preflight">See how to mend it</a>')
  })

  test('lets no editor override, only owners', async () => {
    expect((await editor.post(`${PAGE}/overrides`, { line: await line(), reason: 'So.' })).status).toBe(403)
    expect(await editor.read(PAGE)).not.toContain('overrides')
  })

  test('has the links looked at again', async () => {
    expect((await editor.post(`${PAGE}/links`)).status).toBe(303)
    expect(queued).toContainEqual({ kind: 'check-links' })
    expect((await editor.post('/desk/issues/99/preflight/links')).status).toBe(404)
    expect((await editor.get('/desk/issues/99/preflight')).status).toBe(404)
  })
})

test('the list of issues shows what those to come still want', async () => {
  await setApprovalRule(context.db, 'anybody')
  const list = await editor.read('/desk/issues')
  expect(list).toContain('severity green')
  expect(list).toContain('href="/desk/issues/1/approval">not approved</a>')
  await approveIssue(context, 1)
  const isApproved = async () =>
    (await editor.read('/desk/issues')).includes('href="/desk/issues/1/approval">approved</a>')
  expect(await isApproved()).toBe(true)
  await setApprovalRule(context.db, 'nobody')
  expect(await isApproved()).toBe(true)
  await context.db.updateTable('issue').set({ intro: 'Another.' }).execute()
  expect(await isApproved()).toBe(false)
})

test('an issue that is on its way has nothing left to check', async () => {
  const now = new Date()
  await context.db
    .updateTable('issue')
    .set({ status: 'sent', sendAt: now, sentAt: now, timeZone: 'UTC' })
    .execute()
  expect(await editor.read(PAGE)).toContain('there is nothing left to check')
})
