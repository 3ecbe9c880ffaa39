import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { findIssue } from '../../../db/queries/issue.ts'
import { changeStatus } from '../../../src/actions/content/change-status.ts'
import { exportContent } from '../../../src/actions/content/export.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { forgetIssues } from '../../support/sending.ts'
import { createTestWeb, importSample } from '../support.ts'
import { signedIn } from './support.ts'

const { context, webWith, logged } = await createTestWeb({}, { approvals: true })
await importSample(context)
const web = webWith({ desk: true })
const owner = await signedIn(context, web, 'owner')
const editor = await signedIn(context, web, 'editor')
const asEditor = { ...context, by: { editorId: editor.id } }

let page: string
let number: number
beforeEach(async () => {
  await forgetIssues(context)
  await context.db.deleteFrom('approvalRule').execute()
  const created = await createIssue(asEditor, {
    subject: 'Tests that fail <on purpose>',
    intro: '',
    comparisons: ['pellwright-vs-mergantle'],
  })
  number = (created as { number: number }).number
  page = `/desk/issues/${number}/approval`
})
/** Comes back once so many wait for what somebody else has locked. */
async function waitsForALock(many = 1): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        context.db,
      )
      return rows.length
    })
    .toBe(many)
}
const looked = async () => /name="looked" value="(\w+)"/.exec(await editor.read(page))![1]!

describe('the page of an approval', () => {
  test('says that nobody approved the issue, and what there is to approve', async () => {
    const html = await editor.read(page)
    expect(html).toContain('Nobody has approved this issue yet')
    expect(html).toMatch(/1\. (<!-- -->)?Pellwright vs Mergantle: Tests that fail &lt;on purpose&gt;/)
    expect(html).toMatch(/class="severity \w+">/)
  })

  test('approves, says by whom, and lets somebody withdraw it', async () => {
    const approved = await editor.post(page, { looked: await looked() })
    expect(approved.status).toBe(303)
    expect(await owner.read(page)).toMatch(/Approved by (<!-- -->)?editor/)
    expect(await owner.read(page)).toContain('Exactly these bytes go out')
    expect((await owner.post(`${page}/withdrawal`)).status).toBe(303)
    expect(await editor.read(page)).toContain('Nobody has approved this issue yet')
  })

  test('shows at once that an edit voided it, and what was edited', async () => {
    await editor.post(page, { looked: await looked() })
    await editIssue(asEditor, number, { intro: 'Hello.' })
    const html = await editor.read(page)
    expect(html).toContain('The approval no longer holds')
    expect(html).toContain('its introduction')
    expect(html).toContain('>Approve</button>')
  })

  test('is voided by a review that is withdrawn, and holds again once it is published', async () => {
    await editor.post(page, { looked: await looked() })
    const [review] = (await exportContent(context)).reviews.filter(({ tool }) => tool === 'pellwright')
    const which = { slug: 'pellwright', reviewer: review!.reviewer }
    await changeStatus(asEditor, 'reviews', which, 1, 'withdrawn')
    expect(await editor.read(page)).toContain('The approval no longer holds')
    await changeStatus(asEditor, 'reviews', which, 2, 'published')
    expect(await editor.read(page)).toContain('Exactly these bytes go out')
  })

  test('approves nothing else than was looked at', async () => {
    const before = await looked()
    await editIssue(asEditor, number, { intro: 'From another tab.' })
    for (const stale of [before, '', '<script>']) {
      const refused = await editor.post(page, { looked: stale })
      expect(refused.status).toBe(409)
      expect(await refused.text()).toContain('changed after you opened this page')
    }
    expect(await editor.read(page)).toContain('Nobody has approved this issue yet')
  })

  test('takes two presses for one', async () => {
    const fields = { looked: await looked() }
    const both = await Promise.all([editor.post(page, fields), owner.post(page, fields)])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
  })

  test('approves nothing that is saved in another tab at that moment, and says so', async () => {
    const fields = { looked: await looked() }
    let approving: Promise<Response> | undefined
    await context.db.transaction().execute(async (tx) => {
      await tx.updateTable('issue').set({ subject: 'Saved first' }).where('number', '=', number).execute()
      approving = editor.post(page, fields)
      await waitsForALock()
    })
    const refused = await approving!
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('changed after you opened this page')
  })

  test('takes an approval and its withdrawal at one moment one after the other', async () => {
    const fields = { looked: await looked() }
    const presses: Promise<Response>[] = []
    await context.db.transaction().execute(async (tx) => {
      await tx.selectFrom('issue').select('number').where('number', '=', number).forUpdate().execute()
      presses.push(owner.post(`${page}/withdrawal`))
      await waitsForALock()
      presses.push(editor.post(page, fields))
      await waitsForALock(2)
    })
    const answers = await Promise.all(presses)
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(logged()).not.toContain('request failed')
  })

  test('says that it is too late once the issue is on its way', async () => {
    await editor.post(page, { looked: await looked() })
    const now = new Date()
    await context.db
      .updateTable('issue')
      .set({ status: 'sent', sendAt: now, sentAt: now, timeZone: 'UTC' })
      .execute()
    const refused = await editor.post(`${page}/withdrawal`)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('too late')
    expect(await editor.read(page)).toContain('Exactly these bytes went out')
  })

  test('is not there for an issue that is not there', async () => {
    expect((await editor.get('/desk/issues/99/approval')).status).toBe(404)
    expect((await editor.post('/desk/issues/99/approval', { looked: 'x' })).status).toBe(404)
  })

  test('refuses an issue without comparisons', async () => {
    await editIssue(asEditor, number, { comparisons: [] })
    expect(await editor.read(page)).toContain('there is nothing to approve')
  })
})

describe('who approves issues', () => {
  test('is for owners to decide, and can be somebody else than who edited it last', async () => {
    const fields = { looked: await looked() }
    expect(await editor.read('/desk/approval-rule')).toContain('Owners decide it')
    expect((await editor.post('/desk/approval-rule', { who: 'somebody-else' })).status).toBe(403)
    expect((await owner.post('/desk/approval-rule', { who: 'somebody-else' })).status).toBe(303)
    expect(await owner.read('/desk/approval-rule?saved')).toContain('That is the rule now')
    expect(await editor.read(page)).toContain('somebody else has to approve it')
    const refused = await editor.post(page, fields)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('You changed the issue last')
    expect((await owner.post(page, fields)).status).toBe(303)
    const log = await owner.read('/desk/log')
    expect(log).toContain('set who approves issues: somebody else than who changed it last')
  })

  test('can not be somebody else while there is nobody, and says so where it comes to that later', async () => {
    const choose = (who: string) => owner.post('/desk/approval-rule', { who })
    const removed = (removedAt: Date | null) =>
      context.db.updateTable('editor').set({ removedAt }).where('id', '=', editor.id).execute()
    await removed(new Date())
    const refused = await choose('somebody-else')
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('There is nobody else yet who may approve issues. Invite another editor first.')
    expect(html).toContain('<a href="/desk/editors">Invite another editor</a>')
    expect((await choose('anybody')).status).toBe(303)
    const missing = 'Only one person may approve issues.'
    for (const path of [page, '/desk/approval-rule']) expect(await owner.read(path)).not.toContain(missing)
    await removed(null)
    expect((await choose('somebody-else')).status).toBe(303)
    for (const path of [page, '/desk/approval-rule']) expect(await owner.read(path)).not.toContain(missing)
    await removed(new Date())
    for (const path of [page, '/desk/approval-rule']) expect(await owner.read(path)).toContain(missing)
    await removed(null)
  })

  test('can not be nobody here', async () => {
    const refused = await owner.post('/desk/approval-rule', { who: 'nobody' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Choose who approves issues')
  })
})

test('an approved issue can be scheduled to go out at once, another can not', async () => {
  expect(await scheduleIssue(asEditor, number, 'now')).toMatchObject({ outcome: 'refused' })
  await editor.post(page, { looked: await looked() })
  expect(await scheduleIssue(asEditor, number, 'now')).toMatchObject({ outcome: 'scheduled' })
  expect((await findIssue(context.db, number))!.status).toBe('scheduled')
})

test('nothing counts down for an issue that nobody approved, and Send now says where to go', async () => {
  const sending = `/desk/issues/${number}/sending`
  const soon = new Date(Date.now() + 15_000).toISOString().slice(0, 19)
  await scheduleIssue(asEditor, number, { at: soon, timeZone: 'UTC' })
  const shown = await editor.read(sending)
  expect(shown).toContain('Nobody has approved it')
  expect(shown).not.toMatch(/The first mail leaves in|Its time is in/)
  expect(shown).toContain(
    'held at its time, and nobody mailed, unless that is seen to before: nobody approved it',
  )
  expect(shown).toContain(`<a href="${page}">not approved</a>`)
  const refused = await editor.post(sending)
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('href="/desk/issues/1/approval">Look at it and approve it')
  await editor.post(page, { looked: await looked() })
  expect(await editor.read(sending)).toContain('It goes out: the first mail leaves in')
  await editIssue(asEditor, number, { intro: 'Changed since.' })
  await scheduleIssue(asEditor, number, { at: soon, timeZone: 'UTC' })
  const changed = await editor.read(sending)
  expect(changed).toContain(`<a href="${page}">not approved</a>`)
  expect(changed).toContain('It can’t be sent as it is: nobody approved it as it is.')
  expect((await editor.post(sending)).status).toBe(409)
})
