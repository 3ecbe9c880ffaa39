import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { setApprovalRule } from '../../../db/queries/approval-rule.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { insertEditor } from '../../../db/queries/editor.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { openComparison } from '../../../src/actions/comparison/open.ts'
import { saveComparison } from '../../../src/actions/comparison/save.ts'
import { exportContent } from '../../../src/actions/content/export.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { saveEntry } from '../../../src/actions/content/save-entry.ts'
import { findApprovalState, isCleared } from '../../../src/actions/issue/approval-state.ts'
import { approveIssue, hashOfLook } from '../../../src/actions/issue/approve.ts'
import { composeWholeIssue } from '../../../src/actions/issue/compose-whole-issue.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { hashParts } from '../../../src/actions/issue/hash-parts.ts'
import { loadWholeIssue } from '../../../src/actions/issue/load-whole-issue.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { previewEdition } from '../../../src/actions/issue/preview.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showApproval } from '../../../src/actions/issue/show-approval.ts'
import { withdrawApproval } from '../../../src/actions/issue/withdraw-approval.ts'
import { issueApprove } from '../../../src/cli/issue-approve.ts'
import { issueSchedule } from '../../../src/cli/issue-schedule.ts'
import { issueShow } from '../../../src/cli/issue-show.ts'
import type { Context } from '../../../src/context.ts'
import { changedSince } from '../../../src/domain/approval.ts'
import { callCommand } from '../../support/call-command.ts'
import { addReaders, createSendingContext, forgetIssues, importSmallContent } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

const sending = await createSendingContext({}, { approvals: true })
const { context, database } = sending
const { db } = context
await importSmallContent(context)
const readers = await addReaders(context, 2)
const olga = { ...context, by: { editorId: await editor('olga') } }
const eddie = { ...context, by: { editorId: await editor('eddie') } }

async function editor(name: string): Promise<number> {
  return (await insertEditor(db, {
    address: `${name}@lovelace.org`,
    name,
    role: 'editor',
    reviewerId: null,
  }))!
}

let number: number
beforeEach(async () => {
  await forgetIssues(context)
  await db.deleteFrom('approvalRule').execute()
  const created = await createIssue(olga, { subject: 'S', intro: 'Hello.', comparisons: ['quill-vs-reed'] })
  number = (created as { number: number }).number
})

const soon = async (minutes: number) => {
  const { rows } = await sql<{ at: string }>`
    select to_char(clock_now() at time zone 'UTC' + ${`${minutes} minutes`}::interval, 'YYYY-MM-DD"T"HH24:MI:SS') as at`.execute(
    db,
  )
  return { at: rows[0]!.at, timeZone: 'UTC' }
}
const state = async (of: Pick<Context, 'db' | 'config'> = context) =>
  findApprovalState(of, (await findIssue(db, number))!)
const issue = async () => (await findIssue(db, number))!
const vote = (verdict: 'ship' | 'skip') =>
  sql`insert into vote (tool_id, subscriber_id, verdict)
      select tool.id, ${readers[0]!}, ${verdict} from tool
      on conflict (tool_id, subscriber_id) do update set verdict = excluded.verdict`.execute(db)
const content = (changes: object) => importContent(context, changes as never)

describe('an issue', () => {
  test('that nobody approved is held at its time, and says how to go on', async () => {
    const scheduled = await scheduleIssue(context, number, await soon(3))
    expect(scheduled).toMatchObject({ outcome: 'scheduled', needsApproval: true })
    await workUntilDone(context)
    expect((await issue()).status).toBe('scheduled')
    await database.pass('3 minutes')
    await workUntilDone(context)
    expect(await issue()).toMatchObject({
      status: 'held',
      heldBecause: expect.stringContaining('It was not approved by its time. Approve it'),
    })
  })

  test('that is approved in its last minutes is prepared and sent', async () => {
    await scheduleIssue(context, number, await soon(3))
    await workUntilDone(context)
    await approveIssue(olga, number)
    await workUntilDone(context)
    expect((await issue()).status).toBe('preparing')
    await database.pass('3 minutes')
    await workUntilDone(context)
    expect((await issue()).status).toBe('sent')
  })

  test('that is held for want of approval goes out once it is approved and scheduled again', async () => {
    await scheduleIssue(context, number, await soon(1))
    await database.pass('2 minutes')
    await workUntilDone(context)
    expect(await scheduleIssue(context, number, 'now')).toMatchObject({ outcome: 'refused' })
    await approveIssue(olga, number)
    expect(await scheduleIssue(context, number, 'now')).toMatchObject({
      outcome: 'scheduled',
      needsApproval: false,
    })
    await workUntilDone(context)
    expect((await issue()).status).toBe('sent')
  })

  test('goes out with the votes that were approved, whatever readers do meanwhile', async () => {
    await vote('skip')
    await approveIssue(olga, number)
    const approved = await previewEdition(context, number)
    await vote('ship')
    expect(await previewEdition(context, number)).toEqual(approved)
    expect(isCleared(await state())).toBe(true)
    await scheduleIssue(context, number, 'now')
    await workUntilDone(context)
    expect((await issue()).status).toBe('sent')
    const mail = (await sending.mails()).findLast(({ subject }) => subject.includes('S'))!
    expect(mail.text).toMatch(/0%[^%]*$/s)
  })

  test('whose approval is withdrawn is not sent', async () => {
    await approveIssue(olga, number)
    await scheduleIssue(context, number, await soon(3))
    expect(await withdrawApproval(eddie, number)).toEqual({ outcome: 'withdrawn' })
    expect(await withdrawApproval(eddie, number)).toEqual({ outcome: 'withdrawn' })
    await database.pass('3 minutes')
    await workUntilDone(context)
    expect((await issue()).status).toBe('held')
    const acts = await db
      .selectFrom('auditEntry')
      .select('kind')
      .where('subject', '=', String(number))
      .orderBy('id')
      .execute()
    expect(acts.map(({ kind }) => kind).slice(-5)).toEqual([
      'issue-created',
      'issue-approved',
      'issue-scheduled',
      'approval-withdrawn',
      'issue-held',
    ])
  })

  test('that is prepared can neither be approved nor lose its approval', async () => {
    await approveIssue(olga, number)
    await scheduleIssue(context, number, await soon(3))
    await workUntilDone(context)
    expect(await withdrawApproval(olga, number)).toEqual({ outcome: 'on-its-way', status: 'preparing' })
    expect(await approveIssue(olga, number)).toEqual({ outcome: 'on-its-way', status: 'preparing' })
  })
})

describe('an approval is void once', () => {
  const tool = { name: 'Quill', tagline: 'T', description: 'D', category: 'writing', pricingNote: 'N' }
  const changes: [what: string, change: () => Promise<unknown>, says: string][] = [
    ['the subject is another', () => editIssue(context, number, { subject: 'T' }), 'its subject'],
    ['the introduction is another', () => editIssue(context, number, { intro: 'Bye.' }), 'its introduction'],
    [
      'the bottom line is another',
      () =>
        content({
          comparisons: [
            {
              slug: 'quill-vs-reed',
              tools: ['quill', 'reed'],
              bottomLine: `Take ${Math.random()}.`,
              status: 'published',
            },
          ],
        }),
      'Quill vs Reed',
    ],
    [
      'a review is another',
      () =>
        content({
          reviews: [{ tool: 'quill', reviewer: 'builder', verdict: 'ship', quote: `${Math.random()}` }],
        }),
      'Quill vs Reed',
    ],
    [
      'a price is another',
      () => content({ tools: [{ ...tool, slug: 'quill', entryPrice: `$${Math.random()}` }] }),
      'Quill vs Reed',
    ],
  ]

  test.each(changes)('%s, and the issue is held at its time', async (_, change, says) => {
    await approveIssue(olga, number)
    expect(isCleared(await state())).toBe(true)
    await change()
    expect((await state()).changed.join()).toContain(says)
    await scheduleIssue(context, number, await soon(1))
    expect(await prepareIssue(context, number)).toEqual([])
    expect((await issue()).status, 'as long as it can be approved anew').toBe('scheduled')
    await database.pass('1 minute')
    await workUntilDone(context)
    const { status, heldBecause } = await issue()
    expect(status).toBe('held')
    expect(heldBecause).toContain('It was changed after its approval by olga')
    expect(heldBecause).toContain(says)
  })

  test.each([
    ['name', { name: 'Other Verdicts' }],
    ['postal address', { postalAddress: 'Elsewhere 1' }],
    ['address', { url: 'http://elsewhere.example' }],
  ])('the %s of the site is another', async (_, changed) => {
    await approveIssue(olga, number)
    const config = { ...context.config, site: { ...context.config.site, ...changed } }
    expect(isCleared(await state({ db, config }))).toBe(false)
  })

  test('the sender is another', async () => {
    await approveIssue(olga, number)
    const config = { ...context.config, mailFrom: 'Somebody <else@lovelace.org>' }
    expect((await state({ db, config })).changed).toEqual(['its sender'])
  })

  test('a new version of the program composes editions otherwise', async () => {
    const { issue: rendered, digest } = await composeWholeIssue(context, await issue())
    const parts = hashParts(context.config, rendered, digest)
    expect(changedSince(parts, hashParts(context.config, rendered, digest, 'another rule'), [])).toEqual([
      'the rule that composes editions',
    ])
  })

  test('any byte of any fragment is another', async () => {
    const { issue: rendered, digest } = await composeWholeIssue(context, await issue())
    const parts = hashParts(context.config, rendered, digest)
    rendered.fragments.forEach((fragment, index) => {
      for (const changed of [{ html: `${fragment.html} ` }, { text: `${fragment.text} ` }]) {
        const fragments = rendered.fragments.with(index, { ...fragment, ...changed })
        expect(
          changedSince(parts, hashParts(context.config, { ...rendered, fragments }, digest), []),
        ).toHaveLength(1)
      }
    })
  })

  test('what monthly readers get is another, but not when an earlier issue brings it', () => {
    const approved = { opening: 'a', digest: 'b' }
    expect(changedSince(approved, { opening: 'a', digest: 'c' }, [])).toEqual(['what monthly readers get'])
    expect(changedSince(approved, { opening: 'a' }, [])).toEqual([])
    expect(changedSince({ opening: 'a' }, approved, [])).toEqual(['what monthly readers get'])
  })

  test('a comparison is out of it, or what it consists of is not what it did', () => {
    const approved = { order: 'a', 'comparison one': 'b', 'comparison two': 'c', 'some part of old': 'd' }
    expect(changedSince(approved, { order: 'b' }, [])).toEqual([
      'which comparisons it has, or their order',
      'what it no longer has',
    ])
  })

  test('but not when it is changed back', async () => {
    await approveIssue(olga, number)
    await editIssue(context, number, { subject: 'T' })
    await editIssue(context, number, { subject: 'S' })
    expect(isCleared(await state())).toBe(true)
  })
})

test('an approval is void once what monthly readers get is another, until an earlier issue brings it', async () => {
  const write = (slug: string, bottomLine: string) =>
    content({ comparisons: [{ slug, tools: ['reed', 'quill'], bottomLine, status: 'published' }] })
  await write('reed-vs-quill', 'It depends.')
  const of = { subject: 'Another', intro: '', comparisons: ['reed-vs-quill'] }
  const last = ((await createIssue(olga, of)) as { number: number }).number
  await approveIssue(olga, last)
  await scheduleIssue(context, last, 'now')
  await workUntilDone(context)
  await database.pass('1 month')
  await approveIssue(olga, number)
  expect((await state()).changed).toEqual([])
  await write('reed-vs-quill', 'It still depends.')
  expect((await state()).changed).toEqual(['what monthly readers get'])

  const first = ((await createIssue(olga, { ...of, comparisons: ['quill-vs-reed'] })) as { number: number })
    .number
  await approveIssue(olga, first)
  await scheduleIssue(context, first, 'now')
  await workUntilDone(context)
  expect((await state()).changed).toEqual([])
})

test('a draft is approved as it goes out at the time of its week, in whichever month that is', async () => {
  const of = { subject: 'Another', intro: '', comparisons: ['quill-vs-reed'] }
  const last = ((await createIssue(olga, of)) as { number: number }).number
  await approveIssue(olga, last)
  await scheduleIssue(context, last, 'now')
  await workUntilDone(context)
  await sql`insert into rhythm (weekday, local_time, time_zone, paused) values (2, '09:00', 'UTC', false)`.execute(
    db,
  )
  const { rows } = await sql<{ at: string }>`
    update issue set planned_for = date_trunc('month', clock_now()) + '1 month 10 days' where number = ${number}
    returning to_char(planned_for at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as at`.execute(db)
  await approveIssue(olga, number)
  const scheduled = await scheduleIssue(olga, number, { at: rows[0]!.at, timeZone: 'UTC' })
  expect(scheduled).toMatchObject({ outcome: 'scheduled', needsApproval: false })
  await sql`delete from rhythm`.execute(db)
})

describe('who approves', () => {
  test('approves what they looked at, and nothing that was changed meanwhile', async () => {
    const looked = hashOfLook(context.config, await loadWholeIssue(db, await issue()))
    await vote('skip')
    await editIssue(context, number, { subject: 'T' })
    expect(await approveIssue(olga, number, looked)).toEqual({ outcome: 'changed' })
    await editIssue(context, number, { subject: 'S' })
    await vote('ship')
    expect(await approveIssue(olga, number, looked)).toMatchObject({ outcome: 'approved' })
  })

  test('can be two at once: the issue is approved once', async () => {
    const outcomes = await Promise.allSettled([approveIssue(olga, number), approveIssue(eddie, number)])
    expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value.outcome : 'failed'))).toEqual([
      'approved',
      'approved',
    ])
    expect(
      await db.selectFrom('issueApproval').select('id').where('issueNumber', '=', number).execute(),
    ).toHaveLength(1)
  })

  test('may have to be somebody else than who wrote last what stands in it', async () => {
    await setApprovalRule(db, 'somebody-else')
    const slug = 'quill-vs-reed'
    const { entry, version } = (await openComparison(context, slug))!
    await editIssue(eddie, number, { intro: 'Ours.' })
    await saveComparison(olga, { ...entry, bottomLine: `${entry.bottomLine} Or so.` }, version)
    expect(await approveIssue(olga, number)).toEqual({ outcome: 'own-edit' })
    expect(await approveIssue(eddie, number)).toMatchObject({ outcome: 'approved' })
  })

  test.each(['reviewers', 'categories'] as const)(
    'may have to be somebody else than who changed last one of its %s',
    async (list) => {
      await setApprovalRule(db, 'somebody-else')
      const [one] = (await exportContent(context))[list]
      const { entry, version } = (await findEntry(context.db, list, { slug: one!.slug }))!
      await editIssue(eddie, number, { intro: 'Ours.' })
      await saveEntry(olga, list, { ...entry, name: `${entry.name}, or so` }, version)
      expect(await approveIssue(olga, number)).toEqual({ outcome: 'own-edit' })
      await saveEntry(context, list, { ...entry }, version + 1)
    },
  )

  test('may have to be somebody else than who changed last what monthly readers get with it', async () => {
    await setApprovalRule(db, 'somebody-else')
    const slug = 'reed-vs-quill'
    await content({
      comparisons: [{ slug, tools: ['reed', 'quill'], bottomLine: 'So.', status: 'published' }],
    })
    const of = { subject: 'Last', intro: '', comparisons: [slug] }
    const last = ((await createIssue(context, of)) as { number: number }).number
    await approveIssue(olga, last)
    await scheduleIssue(context, last, 'now')
    await workUntilDone(context)
    await database.pass('1 month')
    await editIssue(eddie, number, { intro: 'Ours.' })
    const { entry, version } = (await openComparison(context, slug))!
    await saveComparison(olga, { ...entry, bottomLine: `${entry.bottomLine} Or so.` }, version)
    expect(await approveIssue(olga, number)).toEqual({ outcome: 'own-edit' })
    expect((await showApproval(olga, number))!.open!.isOwnEdit).toBe(true)
    expect(await approveIssue(eddie, number)).toMatchObject({ outcome: 'approved' })
  })

  test('is not somebody else because of a save that changed nothing', async () => {
    await setApprovalRule(db, 'somebody-else')
    await editIssue(olga, number, { intro: 'Mine.' })
    await editIssue(eddie, number, { intro: 'Mine.' })
    expect(await approveIssue(olga, number)).toEqual({ outcome: 'own-edit' })
  })

  test('may have to be somebody else than who edited it last', async () => {
    await setApprovalRule(db, 'somebody-else')
    await editIssue(olga, number, { intro: 'Mine.' })
    expect(await approveIssue(olga, number)).toEqual({ outcome: 'own-edit' })
    expect(await approveIssue(eddie, number)).toMatchObject({ outcome: 'approved' })
    await editIssue(eddie, number, { intro: 'Ours.' })
    expect(await approveIssue(eddie, number)).toEqual({ outcome: 'own-edit' })
    expect(await approveIssue(context, number)).toMatchObject({ outcome: 'approved' })
  })

  test('is somebody even where "nobody" was chosen, but on a laptop with sample content', async () => {
    await setApprovalRule(db, 'nobody')
    expect((await state()).rule).toBe('anybody')
    expect((await state({ db, config: { ...context.config, approvals: false } })).rule).toBe('nobody')
  })

  test('needs comparisons to approve', async () => {
    await editIssue(context, number, { comparisons: [] })
    expect(await approveIssue(olga, number)).toEqual({ outcome: 'empty' })
  })
})

test('the command line approves an issue, and shows whether its approval holds', async () => {
  const call = (command: typeof issueShow, values = {}) =>
    callCommand(command, { positionals: [String(number)], values, open: () => context })
  const at = await soon(60)
  const { printed } = await call(issueSchedule, { at: at.at, 'time-zone': 'UTC' })
  expect(printed.join()).toContain(`It is not approved yet`)
  expect((await call(issueShow)).printed.join()).toContain('nobody approved it yet')
  await call(issueApprove)
  expect((await call(issueShow)).printed.join()).toMatch(/Approval {5}by the command line, /)
  await editIssue(context, number, { subject: 'T' })
  expect((await call(issueShow)).printed.join()).toMatch(
    /Approval {5}void: changed since .*\n {15}its subject/,
  )
})
