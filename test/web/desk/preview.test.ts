import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { listEditions } from '../../../src/actions/issue/list-editions.ts'
import { loadEditions } from '../../../src/actions/issue/load-editions.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { GMAIL_CLIPS_AT } from '../../../src/domain/mail-size.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { addSubscriber } from '../support.ts'
import { CODE, type PreviewScene, setPreviewScene, WORDS, WORDS_AND_RESEARCH } from './preview-scene.ts'

let scene: PreviewScene
beforeAll(async () => {
  scene = await setPreviewScene()
}, 60_000)

/** What takes the place of each reader's own links. */
const INERT = 'http://localhost:3000/test-mail'
const inert = (sent: string) =>
  sent.replaceAll(/http:\/\/localhost:3000\/(?:preferences|unsubscribe|votes)\/[\w-]{50}/g, INERT)

/** Every edition with readers as the desk shows it now, by its number. */
async function editionsOf(number: number) {
  const { editor } = scene
  const issue = (await showIssue(scene.context, number))!
  const { lines } = await scene.context.db
    .transaction()
    .execute(async (tx) =>
      listEditions({ ...scene.context, db: tx }, await loadEditions(tx, scene.context, issue)),
    )
  const editions = lines.map(async (line) => {
    const path = `/desk/issues/${number}/editions/${line.number}`
    return {
      ...line,
      html: (await editor.read(path)).replace('<base target="_blank"/>', ''),
      text: await editor.read(`${path}/text`),
    }
  })
  return Promise.all(editions)
}

test('each edition is shown as it is sent, to the byte, before it is frozen and after', async () => {
  const { context, choose, draft } = scene
  // Last month's issue, for those who get one mail a month.
  const october = await draft([WORDS, CODE], 'October')
  await scheduleIssue(context, october, 'now')
  await workUntilDone(context)
  await sql`update clock set shift = shift + interval '30 days'`.execute(context.db)

  await choose(1, { categories: ['writing'] })
  await choose(2, { categories: ['writing'] })
  await choose(3, { format: 'text' })
  await choose(4, { frequency: 'monthly' })
  await choose(5, { frequency: 'monthly', categories: ['writing'], format: 'text' })
  await choose(6, { categories: ['design'] })
  const number = await draft([CODE, WORDS, WORDS_AND_RESEARCH], 'It’s “new” & {first}')
  await scheduleIssue(context, number, { at: '2026-12-03T09:01', timeZone: 'UTC' })

  const before = await editionsOf(number)
  await prepareIssue(context, number)
  await sql`
    insert into comparison_version (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status)
    select id, version + 1, left_tool_id, right_tool_id, 'Too late for this issue.', status
    from current_comparison where slug = ${CODE}`.execute(context.db)
  const after = await editionsOf(number)
  expect(after).toEqual(before)
  expect(before.map(({ readers, isDigest, format }) => [readers, isDigest, format])).toEqual([
    [2, false, 'html'],
    [2, false, 'html'],
    [1, false, 'text'],
    [1, true, 'html'],
    [1, true, 'text'],
  ])
  const page = await scene.editor.read(`/desk/issues/${number}/preview`)
  expect(page).toContain('1 subscriber: nothing in their categories')

  await sql`update clock set shift = shift + interval '2 hours'`.execute(context.db)
  await workUntilDone(context)
  const mails = (await scene.mails()).filter(({ tags }) =>
    tags.some(({ name, value }) => name === 'delivery' && value.startsWith(`${number}-`)),
  )
  expect(mails).toHaveLength(7)
  for (const mail of mails) {
    const { rows } = await sql<{ edition: number }>`
      select edition_number as edition from delivery
      where issue_number = ${number} and address = ${mail.to[0]!}`.execute(context.db)
    const shown = before.find((edition) => edition.number === rows[0]!.edition)!
    expect(inert(mail.text)).toBe(shown.text)
    expect(mail.subject).toBe(shown.subject)
    if (shown.format === 'text') expect(mail.html).toBeNull()
    else expect(inert(mail.html)).toBe(shown.html)
  }
}, 30_000)

test('a mail’s document may stand in a page of the desk alone, and loads nothing', async () => {
  const { editor, draft } = scene
  const path = `/desk/issues/${await draft([CODE])}/editions/1`
  const { headers } = await editor.get(path)
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  const policy = headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'self'")
  expect(policy).not.toContain('script-src')
  expect(headers.get('cache-control')).toBe('no-store')
  const off = await editor.get(`${path}?images=off`)
  expect(off.headers.get('content-security-policy')).toContain("img-src 'none'")
  expect((await editor.get('/desk')).headers.get('x-frame-options')).toBe('DENY')
})

test('a mail is looked at in light and dark, on phone and desktop, as text, with no script', async () => {
  const { editor, draft } = scene
  const number = await draft([CODE])
  const path = `/desk/issues/${number}/preview/1`
  // As wide as the screen allows: a style sees to that.
  expect(await editor.read(path)).toContain('class="fitting" width="700"')
  expect(await editor.read(`${path}?as=desktop`)).toContain('class="desktop" width="700"')
  const dark = await editor.read(`${path}?as=phone&colours=dark&images=off`)
  expect(dark).toContain('width="390"')
  expect(dark).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  expect(dark).toContain('It holds no image')
  const src = /<iframe[^>]* src="([^"]+)"/.exec(dark)![1]!.replaceAll('&amp;', '&')
  expect(await editor.read(src)).toContain('@media all{.paper')
  const text = await editor.read(`${path}?as=text`)
  expect(text).toContain('<pre class="mail-text">')
  expect(text).not.toContain('<iframe')
  // What nobody offers is as if it were not there.
  expect(await editor.read(`${path}?as=fridge&colours[]=1`)).toContain('width="700"')
})

test('what an editor writes is shown as what it is, and not as markup of the desk', async () => {
  const { editor, draft } = scene
  const number = await draft([CODE], '<script>alert(1)</script> {first}')
  const page = await editor.read(`/desk/issues/${number}/preview?as=text`)
  expect(page).not.toContain('<script>alert')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; Pellwright vs Mergantle')
})

test('its size is told with the links that readers get, and one that Gmail cuts off is called so', async () => {
  const { context, editor, draft } = scene
  const number = await draft([CODE])
  expect(await editor.read(`/desk/issues/${number}/preview`)).toMatch(/\d\d of 102 KB/)
  const long = 'Too long. '.repeat(900)
  expect(long.length * 12).toBeGreaterThan(GMAIL_CLIPS_AT)
  await context.db
    .updateTable('issue')
    .set({ intro: long.repeat(12) })
    .where('number', '=', number)
    .execute()
  expect(await editor.read(`/desk/issues/${number}/preview`)).toContain('Gmail cuts it off')
})

test('an issue without comparisons, and a number that is none, are answered well', async () => {
  const { editor, draft } = scene
  const number = await draft([])
  expect(await editor.read(`/desk/issues/${number}/preview`)).toContain('None yet')
  for (const path of [
    '99999/preview',
    `${number}/preview/77`,
    `${number}/editions/77`,
    'x/preview',
    `${number}/preview/x`,
  ]) {
    expect((await editor.get(`/desk/issues/${path}`)).status, path).toBe(404)
  }
})

test('of many editions a dozen is listed, the largest first, and links lead to the others', async () => {
  const { context, choose, editor, draft } = scene
  const subsets = [['writing'], ['research'], ['developer-tools'], ['writing', 'research']]
  subsets.push(['writing', 'developer-tools'], ['research', 'developer-tools'], subsets.flat().slice(0, 3))
  const selections = (['html', 'text'] as const).flatMap((format) =>
    subsets.map((categories) => ({ categories, format })),
  )
  for (const [index, selection] of [...selections, selections[3]!, selections[3]!].entries()) {
    if (!scene.readers[index]) scene.readers.push(await addSubscriber(context, `more${index}@lovelace.org`))
    await choose(index, selection)
  }
  const number = await draft([CODE, WORDS, WORDS_AND_RESEARCH, 'tallowgrid-vs-pagewinnow'])
  const base = `/desk/issues/${number}/preview`
  const first = await editor.read(base)
  const listed = (page: string) =>
    [...page.matchAll(/>([\d,]+) subscribers?, \d comparisons?: /g)].map(([, n]) => n)
  expect(listed(first)).toHaveLength(12)
  expect(listed(first)[0]).toBe('3')
  expect(listed(first)).toEqual(listed(first).toSorted().toReversed())
  expect(first).not.toContain('Those of more')
  const [, next] = /<a href="([^"]+)">Those of fewer subscribers/.exec(first)!
  const second = await editor.read(next!.replaceAll('&amp;', '&'))
  expect(listed(second).length).toBeGreaterThan(0)
  expect(second).toContain('Those of more subscribers')
})
