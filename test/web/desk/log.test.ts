import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findIssueMonth } from '../../../db/queries/issue-month.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import type { Act } from '../../../src/domain/audit.ts'
import { smallContent } from '../../actions/content/small-content.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, signedIn, signInAs } from './support.ts'

let site: TestWeb
let owner: AtDesk
beforeAll(async () => {
  site = await createTestWeb()
  owner = await signedIn(site.context, site.web, 'owner')
  await importContent(site.context, smallContent)
  await createIssue(site.context, { subject: 'Mine', intro: '', comparisons: ['quill-vs-inkwell'] })
})

/** How the newest entry reads, once an act is recorded; links as they are. */
async function told(act: Act, by = { editorId: owner.id }): Promise<string> {
  await recordAct(site.context.db, by, act)
  const page = await owner.read('/desk/log')
  return /<ol class="rows log"><li><p><strong>.*?<\/strong> (.*?)<\/p>/.exec(page)![1]!
}

test.each<[Act, string]>([
  [{ kind: 'issue-edited', subject: 1 }, 'edited <a href="/desk/issues/1">issue 1</a>'],
  [
    { kind: 'links-rechecked', subject: 1 },
    'had the links of <a href="/desk/issues/1">issue 1</a> checked again',
  ],
  [{ kind: 'tool-saved', subject: 'quill' }, 'saved <a href="/desk/tools/quill">the tool QUILL</a>'],
  [
    { kind: 'review-saved', subject: 'quill/the-builder' },
    'saved <a href="/desk/tools/quill/reviews/the-builder">the review of QUILL by The Builder</a>',
  ],
  [
    { kind: 'comparison-published', subject: 'quill-vs-inkwell' },
    'published <a href="/desk/comparisons/quill-vs-inkwell">the comparison QUILL vs INKWELL</a>',
  ],
  [
    { kind: 'reviewer-saved', subject: 'the-builder' },
    'saved <a href="/desk/reviewers/the-builder">the seat of The Builder</a>',
  ],
  [
    { kind: 'category-saved', subject: 'design' },
    'saved <a href="/desk/categories/design">the category Design</a>',
  ],
  [{ kind: 'week-skipped', subject: '2026-12-01' }, 'skipped the week of 1 Dec 2026'],
  [
    { kind: 'approval-rule-set', subject: 'somebody-else' },
    'set who approves issues: somebody else than who changed it last',
  ],
])('an entry leads to what it is of: %j', async (act, words) => {
  expect(await told(act)).toBe(words)
})

test('editors are called by their names, also when they were removed', async () => {
  const ada = await signedIn(site.context, site.web, 'editor', 'ada@lovelace.org')
  const invited = { kind: 'editor-invited', subject: ada.id } as const
  expect(await told(invited)).toBe(`invited <a href="/desk/editors#editor-${ada.id}">editor (${ada.id})</a>`)
  expect(await owner.read('/desk/editors')).toContain(`id="editor-${ada.id}"`)
  await owner.post(`/desk/editors/${ada.id}/removal`)
  expect(await told(invited)).toBe(`invited editor (${ada.id})`)
})

test('what else is known of an entry stands behind it', async () => {
  expect(await told({ kind: 'deliveries-downloaded', subject: 1, detail: 'rejected' })).toBe(
    'downloaded deliveries of <a href="/desk/issues/1">issue 1</a><span class="note">: rejected</span>',
  )
  await signInAs(site.context, site.web, owner.address)
  await owner.post('/desk/account/sessions/others/end')
  expect(await owner.read('/desk/log')).toContain(
    `signed <a href="/desk/editors#editor-${owner.id}">owner (${owner.id})</a> out` +
      '<span class="note">: in 1 other place</span>',
  )
})

test('what is not there is called as the entry calls it', async () => {
  expect(await told({ kind: 'issue-edited', subject: 99 })).toBe('edited issue 99')
  expect(await told({ kind: 'editor-renamed', subject: 99 })).toBe('changed the name of editor 99')
  expect(await told({ kind: 'review-saved', subject: 'quill/nobody' })).toBe(
    'saved the review of quill/nobody',
  )
  await sql`insert into audit_entry (source, kind, subject) values ('command', 'moon-landed', '<b>')`.execute(
    site.context.db,
  )
  expect(await owner.read('/desk/log')).toContain('moon-landed &lt;b&gt;')
})

test('times are in the zone of the rhythm, named once, and what an editor chose in theirs', async () => {
  const { db } = site.context
  await sql`update clock set shift = '2026-11-22T14:03:30Z'::timestamptz - now()`.execute(db)
  const sent = { kind: 'issue-scheduled', subject: 1 } as const
  await told({ ...sent, detail: '2026-12-01T09:00:00.000Z, UTC' })
  expect(await owner.read('/desk/log')).toContain('22 Nov 2026, 14:03 (UTC)')
  await setRhythm(site.context, { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: true })
  expect(await told({ ...sent, detail: '2026-12-01T09:00:00.000Z, UTC' })).toContain(
    'Tue, 1 Dec 2026, 09:00 (UTC)<',
  )
  expect(await told({ ...sent, detail: '2026-12-01T09:00:00.000Z' })).toContain(
    '1 Dec 2026, 10:00 (Europe/Berlin)<',
  )
  for (const path of ['/desk/log', '/desk/tools/quill', '/desk/account']) {
    const page = await owner.read(path)
    expect(page).toContain(' (Europe/Berlin)</time>')
    expect(page).not.toMatch(/UTC<\/time>|\(UTC\)<\/time>/)
  }
})

test('what is sent at once is sent in the zone of the rhythm, and previewed so', async () => {
  const { db } = site.context
  await sql`update clock set shift = '2026-11-30T23:30Z'::timestamptz - now()`.execute(db)
  expect(await findIssueMonth(db, 1)).toMatchObject({ day: '2026-12-01', digestMonth: '2026-11-01' })
  expect(await scheduleIssue(site.context, 1, 'soon')).toMatchObject({ timeZone: 'Europe/Berlin' })
})
