import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import { dayIn } from '../../support/day-in.ts'
import { importSmallContent } from '../../support/sending.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: TestWeb
let editor: AtDesk
beforeEach(async () => {
  site = await createTestWeb()
  editor = await signedIn(site.context, site.web, 'editor')
  await importSmallContent(site.context)
  await publish('third')
  const comparisons = ['quill-vs-reed', 'third']
  await createIssue(site.context, { subject: 'Mine', intro: 'Hello.', comparisons })
})

async function publish(slug: string): Promise<void> {
  await sql`
    with thing as (insert into comparison (slug) values (${slug}) returning id)
    insert into comparison_version (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status)
    select thing.id, 1, 1, 2, '', 'published' from thing`.execute(site.database.db)
}

async function withdraw(slug: string): Promise<void> {
  await sql`
    insert into comparison_version (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status)
    select id, version + 1, left_tool_id, right_tool_id, bottom_line, 'withdrawn' from current_comparison
    where slug = ${slug}`.execute(site.database.db)
}

const PATH = '/desk/issues/1'
const issue = async () => (await showIssue(site.context, 1))!
const LIST = ['quill-vs-reed', 'third']

type Fields = [name: string, value: string][]
/** The form as a browser sends it. */
const form = (changes: Record<string, string | readonly string[]> = {}): Fields =>
  Object.entries({
    version: '1',
    subject: 'Mine',
    preheader: '',
    intro: 'Hello.',
    seen: LIST,
    comparison: LIST,
    ...changes,
  }).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))

/** The slugs in the order of the page's list. */
const listed = (page: string) =>
  [...page.replace(/<template.*?<\/template>/s, '').matchAll(/name="comparison" value="([^"]*)"/g)].map(
    ([, slug]) => slug,
  )

test('an editor writes, trims and orders, and one button saves it', async () => {
  const saved = await editor.post(
    PATH,
    form({ subject: ' Yours ', preheader: 'Ahead', intro: 'One\r\n\r\nTwo', comparison: ['third'] }),
  )
  expect(saved.status).toBe(303)
  expect(await issue()).toMatchObject({
    subject: 'Yours',
    preheader: 'Ahead',
    intro: 'One\n\nTwo',
    comparisons: ['third'],
    version: 2,
  })
  const page = await editor.read(saved.headers.get('location')!)
  expect(page).toContain('Saved.')
  const acts = await site.context.db
    .selectFrom('auditEntry')
    .select(['kind', 'subject', 'editorId'])
    .execute()
  expect(acts).toContainEqual({ kind: 'issue-edited', subject: '1', editorId: editor.id })
})

test('the browser keeps what is typed until it is saved, and forgets it then', async () => {
  const fresh = await editor.read(PATH)
  expect(fresh).toContain('data-keep="issue-1"')
  expect(fresh).not.toContain('data-typed')
  const answers = [
    await editor.post(PATH, form({ press: 'remove third', subject: '' })),
    await editor.post(PATH, form({ press: 'find', find: 'quill' })),
    await editor.post(PATH, form({ subject: '' })),
    await editor.post(PATH, form({ version: '7', intro: 'Bye.' })),
  ]
  for (const answer of answers) {
    const page = await answer.text()
    expect(page).toContain('data-typed')
    expect(page).not.toContain('data-saved')
  }
  const saved = await editor.post(PATH, form({ subject: 'Another' }))
  const page = await editor.read(saved.headers.get('location')!)
  expect(page).toContain('data-saved="issue-1"')
  expect(page).not.toContain('data-typed')
})

test('the introduction is shown as readers will see it', async () => {
  const page = await editor.read(PATH)
  expect(page).toContain('data-markdown="/desk/previews/markdown"')
  const typed = await (await editor.post(PATH, form({ intro: 'So *new*.', press: 'find' }))).text()
  expect(typed).toContain('So <em>new</em>.')
})

test('what moves, takes out and adds saves at once without a script, with all that was typed', async () => {
  const pressed = async (press: string) => {
    const { version, comparisons } = await issue()
    const lists = { seen: comparisons, comparison: comparisons }
    const answer = await editor.post(PATH, form({ ...lists, intro: 'Typed.', version: `${version}`, press }))
    expect(answer.status).toBe(303)
    const page = await editor.read(answer.headers.get('location')!)
    expect(page).toContain('Saved.')
    expect(await issue()).toMatchObject({ intro: 'Typed.', comparisons: listed(page) })
    return listed(page)
  }
  const [first, second] = LIST
  expect(await pressed(`down ${first}`)).toEqual([second, first])
  expect(await pressed(`up ${first}`)).toEqual(LIST)
  expect(await pressed(`up ${first}`)).toEqual(LIST)
  expect(await pressed('remove third')).toEqual([first])
  expect(await pressed('add third')).toEqual(LIST)
  expect(await pressed('add third')).toEqual(LIST)
  expect(await pressed('up no-such')).toEqual(LIST)
})

test('the button that was pressed has the focus again, and what was looked for stays', async () => {
  const answer = await editor.post(PATH, form({ press: 'down quill-vs-reed', find: 'a b' }))
  const place = answer.headers.get('location')!
  expect(place).toBe('/desk/issues/1?saved=saved&press=down+quill-vs-reed&q=a+b')
  const page = await editor.read(place)
  expect(page).toMatch(/<button[^>]*value="down quill-vs-reed"[^>]*autofocus/i)
  expect(page).toMatch(/<input id="find"[^>]*value="a b"/)
  expect(page).toContain('Nothing published is called “a b”')
})

test('where it can’t be saved, what was pressed stands in the form with what was typed', async () => {
  const refused = await editor.post(PATH, form({ press: 'remove third', subject: '', intro: 'Typed.' }))
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(listed(page)).toEqual(['quill-vs-reed'])
  expect(page).toContain('Typed.')
  expect(await issue()).toMatchObject({ version: 1, comparisons: LIST })
})

test('what is offered below follows the list as it stands in the form', async () => {
  const offered = async (comparison: readonly string[], find = '') => {
    const answer = await editor.post(`${PATH}/offers`, form({ comparison, find }))
    return [...(await answer.text()).matchAll(/data-title="([^"]*)"|value="add ([^"]*)"/g)].map(
      ([, title, slug]) => title ?? slug,
    )
  }
  expect(await offered(LIST)).toEqual([])
  expect(await offered(['third'])).toEqual(['Quill vs Reed', 'quill-vs-reed'])
  expect(await offered([], 'third')).toEqual(['Quill vs Reed', 'third'])
  expect((await editor.post('/desk/issues/9/offers', form())).status).toBe(404)
  expect(await issue()).toMatchObject({ version: 1, comparisons: LIST })
})

test('what only a list of one or none has to say is there, and hidden, for a script to show', async () => {
  expect(await editor.read(PATH)).toMatch(/<p class="empty" data-order-empty="true" hidden=""/)
  const saved = await editor.post(PATH, form({ comparison: [] }))
  const page = await editor.read(saved.headers.get('location')!)
  expect(page).toMatch(/<p class="empty" data-order-empty="true">There is no comparison in it\./)
  expect(page).toMatch(/data-order-help="true" hidden=""/)
})

test('what was taken out waits below, and is found by name where there are many', async () => {
  const { db } = site.database
  await sql`
    with things as (insert into comparison (slug) select 'many-' || n from generate_series(1, 12) n returning id)
    insert into comparison_version (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status)
    select id, 1, 1, 2, '', 'published' from things`.execute(db)
  const page = await editor.read(PATH)
  expect(page).toContain('Find older ones')
  expect(page).not.toContain('value="add third"')
  const taken = await (
    await editor.post(PATH, form({ press: 'find', find: 'third', comparison: LIST.slice(0, 1) }))
  ).text()
  expect(taken).toContain('value="add third"')
  expect(taken).not.toContain('value="add many-1"')
  const nothing = await (await editor.post(PATH, form({ press: 'find', find: '100%<i>' }))).text()
  expect(nothing).toContain('Nothing published is called “100%&lt;i&gt;”')
})

test('of two tabs the second is told, sees both, and loses nothing', async () => {
  await editor.post(PATH, form({ subject: 'From the first tab', comparison: ['third'] }))
  const second = await editor.post(PATH, form({ subject: 'From the second tab', intro: 'Long work' }))
  expect(second.status).toBe(409)
  const page = await second.text()
  expect(page).toContain('Another version of this issue was saved')
  const theirs = page.slice(page.indexOf('<dl class="facts">'), page.indexOf('</dl>'))
  expect(theirs).toContain('>From the first tab</dd>')
  // By name, and nothing that reads alike.
  expect(theirs).toContain('<dt>Comparisons</dt><dd class="as-written">Quill vs Reed</dd>')
  expect(theirs).not.toContain('Preheader')
  expect(page).toContain('value="From the second tab"')
  expect(page).toContain('Long work')
  expect(page).toContain('name="version" value="2"')
  expect((await issue()).subject).toBe('From the first tab')
  const over = form({ version: '2', subject: 'From the second tab', seen: ['third'], comparison: LIST })
  expect((await editor.post(PATH, over)).status).toBe(303)
  expect(await issue()).toMatchObject({ subject: 'From the second tab', comparisons: LIST, version: 3 })
})

test('pressed twice at once, Save saves once', async () => {
  const before = (await issue()).version
  const press = () => editor.post(PATH, form({ subject: 'Saved once' }))
  const answers = await Promise.all([press(), press()])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await issue()).version).toBe(before + 1)
})

test('a withdrawn comparison in a draft is pointed out where it stands', async () => {
  await withdraw('third')
  const page = await editor.read(PATH)
  expect(page).toMatch(
    /data-title="Quill vs Reed"(?:(?!<li).)*It was withdrawn\. Publish it, or take it out/s,
  )
  expect(page.match(/It was withdrawn/g)).toHaveLength(1)
  const refused = await editor.post(`${PATH}/schedule`, { day: dayIn(300), time: '09:00', timeZone: 'UTC' })
  expect(await refused.text()).toContain('Not published: Quill vs Reed (withdrawn)')
})

test.each([
  [{ subject: ' ' }, 'The subject is empty'],
  [{ subject: 'x'.repeat(201) }, 'The subject has 201 characters; 200 are the most'],
  [{ preheader: 'x'.repeat(201) }, 'The preheader has 201 characters'],
  [{ preheader: 'two\nlines' }, 'The preheader goes over several lines'],
  [{ intro: 'x'.repeat(10_001) }, 'The introduction has 10001 characters; 10000 are the most'],
  [{ comparison: ['no-such'] }, 'There is no comparison &quot;no-such&quot;'],
  [{ comparison: ['third', 'third'] }, '&quot;third&quot; is in the list twice'],
])('%j is refused at its field, and what was typed stays', async (wrong, words) => {
  const refused = await editor.post(PATH, form({ intro: '<script>alert(1)</script>', ...wrong }))
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain(words)
  if (!('intro' in wrong)) expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect((await issue()).version).toBe(1)
})

test('the page of a scheduled issue says before that saving makes it a draft, and after that it did', async () => {
  await scheduleIssue(site.context, 1, { at: `${dayIn(300)}T09:00`, timeZone: 'Europe/Berlin' })
  expect(await editor.read(PATH)).toContain('Saving a change makes it a draft again')
  const unconfirmed = await editor.post(PATH, form({ subject: 'Better' }))
  expect(unconfirmed.status).toBe(422)
  const page = await unconfirmed.text()
  expect(page).toContain('Say that it is to become a draft again')
  expect(page).toContain('value="Better"')
  expect(await issue()).toMatchObject({ status: 'scheduled', subject: 'Mine' })
  const saved = await editor.post(PATH, form({ subject: 'Better', unschedules: 'yes' }))
  expect(await editor.read(saved.headers.get('location')!)).toContain('is a draft again: schedule it anew')
  expect(await issue()).toMatchObject({ status: 'draft', subject: 'Better' })
})

test('so does the page of a held issue', async () => {
  await scheduleIssue(site.context, 1, { at: `${dayIn(300)}T09:00`, timeZone: 'Europe/Berlin' })
  await holdIssue(site.context.db, 1, 'Wait for the law.')
  expect(await editor.read(PATH)).toMatch(
    /It is (<!-- -->)?held(<!-- -->)?\. Saving a change makes it a draft again/,
  )
  const unconfirmed = await editor.post(PATH, form({ subject: 'Better' }))
  expect(unconfirmed.status).toBe(422)
  expect(await unconfirmed.text()).toContain('It is held. Say that it is to become a draft again')
  expect(await issue()).toMatchObject({ status: 'held', subject: 'Mine' })
  await editor.post(PATH, form({ subject: 'Better', unschedules: 'yes' }))
  expect(await issue()).toMatchObject({ status: 'draft', subject: 'Better' })
})

test('what is fixed is to be read, and a late save is told so with what was typed', async () => {
  await scheduleIssue(site.context, 1, 'now')
  await prepareIssue(site.context, 1)
  const page = await editor.read(PATH)
  expect(page).not.toContain('name="subject"')
  expect(page).toContain('take it back to draft first')
  expect(page).toContain('<p>Hello.</p>')
  const late = await editor.post(PATH, form({ intro: 'Late words', unschedules: 'yes' }))
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('Late words')
})

test('the page shows how phones cut the subject, and what an empty preheader becomes', async () => {
  await editor.post(PATH, form({ subject: '{first}: this week’s verdicts, and what they mean' }))
  const page = await editor.read(PATH)
  expect(page).toContain('phones show “Quill vs Reed: this week’s verdicts, and…”')
  expect(page).toContain('Left empty, it is: “Quill vs Reed. Take Quill.”')
  expect(page).toContain('<h1>Quill vs Reed: this week’s verdicts, and what they mean</h1>')
})

test('an editor’s preheader reaches the mail, and without one it is of what the edition begins with', async () => {
  await scheduleIssue(site.context, 1, 'now')
  await prepareIssue(site.context, 1)
  const html = async (number: number) => {
    const parts = site.context.db.selectFrom('fragment').select('html').where('issueNumber', '=', number)
    return (await parts.where('kind', '=', 'opening').execute()).map((part) => part.html).join()
  }
  expect(await html(1)).toContain('Quill vs Reed. Take Quill.')
  const own = { subject: 'S', preheader: 'An own line', intro: '', comparisons: ['third'] }
  await createIssue(site.context, own)
  await scheduleIssue(site.context, 2, 'now')
  await prepareIssue(site.context, 2)
  expect(await html(2)).toContain('An own line')
})

test('an issue is begun by hand, with what was published since the last one', async () => {
  await publish('fourth')
  const [, as] = /name="as" value="([^"]+)"/.exec(await editor.read('/desk/issues'))!
  for (let press = 0; press < 2; press++) {
    const begun = await editor.post('/desk/issues', { as: as! })
    expect(begun.headers.get('location'), 'pressed twice, it is the same').toBe('/desk/issues/2')
  }
  expect(listed(await editor.read('/desk/issues/2'))).toEqual(['fourth'])
})

test('a draft is discarded, says so, and is a draft again by a press', async () => {
  expect(await editor.read(PATH)).toContain(
    'goes out at no time, and what is in it is free for the next issue',
  )
  expect((await editor.post(`${PATH}/discard`)).headers.get('location')).toBe(PATH)
  const page = await editor.read(PATH)
  expect(page).toContain('This draft was discarded')
  expect(page).toContain('<dd>Mine</dd>')
  expect(await editor.read('/desk/issues')).toContain('status discarded')
  expect(await editor.read('/desk')).toContain('There is no draft')
  for (const tab of ['preview', 'preflight', 'approval', 'schedule', 'sending', 'account'])
    expect((await editor.get(`${PATH}/${tab}`)).status, tab).toBe(200)
  expect(await editor.read(`${PATH}/sending`)).toContain('Discarded: nobody is mailed')
  const late = await editor.post(PATH, form({ intro: 'Late words' }))
  expect(late.status).toBe(409)
  expect(await late.text()).toMatch(/this draft was discarded meanwhile.*Late words/s)
  const back = await editor.post(`${PATH}/discard/removal`)
  const draft = await editor.read(back.headers.get('location')!)
  expect(draft).toContain('It is a draft again')
  expect(draft).toContain('Discard this draft')
})

test('a week’s draft offers to skip the week instead of discarding it', async () => {
  await setRhythm(site.context, { weekday: '2', time: '09:00', timeZone: 'UTC', paused: false })
  expect(await editor.read('/desk/issues/2')).toMatch(/draft of .*<a href="\/desk\/calendar">skip the week/)
  const refused = await editor.post('/desk/issues/2/discard')
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('Skip the week in the calendar')
})

test('the list of issues has pages, and finds by subject and by number', async () => {
  await sql`
    insert into issue (number, subject, intro) select n, 'Number ' || n || ' 100%', '' from generate_series(2, 60) n`.execute(
    site.database.db,
  )
  const first = await editor.read('/desk/issues')
  expect(first).toContain('60. Number 60')
  expect(first).not.toContain('>35. ')
  expect(await editor.read(/\/desk\/issues\?before=\d+/.exec(first)![0])).toContain('35. Number 35')
  const found = await editor.read('/desk/issues?q=mine')
  expect(found).toContain('1. Mine')
  expect(found).not.toContain('Number 60')
  expect(await editor.read('/desk/issues?q=42')).toContain('42. Number 42')
  expect(await editor.read('/desk/issues?q=%25')).not.toContain('1. Mine')
})

test('what another issue has, too, is marked with the newest of them, in the list and beside it', async () => {
  const tags = async () =>
    [
      ...(await editor.read(PATH)).matchAll(
        /href="\/compare\/([^"]+)">[^<]*<\/a><span class="tag">in issue (?:<!-- -->)?(\d+)/g,
      ),
    ].map(([, slug, number]) => `${slug} ${number}`)
  await publish('fourth')
  expect(await tags()).toEqual([])
  await createIssue(site.context, { subject: 'S', intro: '', comparisons: ['third'] })
  await createIssue(site.context, { subject: 'S', intro: '', comparisons: ['third', 'fourth'] })
  expect(await tags()).toEqual(['third 3', 'fourth 3'])
})

test('an empty week says so', async () => {
  await setRhythm(site.context, { weekday: '2', time: '09:00', timeZone: 'UTC', paused: false })
  expect(await editor.read('/desk/issues/2')).toContain(
    'Nothing was published since the last issue that is in no other one.',
  )
})

test('what a subject comes to is told while it is typed, and saves nothing', async () => {
  const hint = async (subject: string, comparison: readonly string[] = LIST) => {
    const answer = await editor.post('/desk/previews/subject', form({ subject, comparison }))
    return answer.text()
  }
  expect(await hint('Mine')).toContain('“Quill vs Reed: Mine”')
  expect(await hint('<b>{first}</b>')).toContain('“&lt;b&gt;Quill vs Reed&lt;/b&gt;”')
  expect(await editor.read(PATH)).toContain(await hint('Mine'))
  for (const nothing of [await hint(' '), await hint('Mine', []), await hint('Mine', ['gone'])])
    expect(nothing).not.toContain('As mailed')
  expect((await issue()).subject).toBe('Mine')
})

test('what an empty preheader becomes is told of the list as it stands in the form', async () => {
  const hint = async (comparison: readonly string[]) =>
    (await editor.post('/desk/previews/preheader', form({ comparison }))).text()
  expect(await hint(LIST)).toContain('Left empty, it is: “Quill vs Reed. Take Quill.”')
  expect(await hint(['third'])).toContain('Left empty, it is: “Quill vs Reed”')
  expect(await hint([])).not.toContain('Left empty')
  expect(await editor.read(PATH)).toContain(await hint(LIST))
})
