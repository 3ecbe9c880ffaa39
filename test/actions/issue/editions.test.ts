import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { keepSelection } from '../../../db/queries/selection.ts'
import { cancelIssue } from '../../../src/actions/issue/cancel.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { pauseIssue } from '../../../src/actions/issue/pause.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { unscheduleIssue } from '../../../src/actions/issue/unschedule.ts'
import type { Selection } from '../../../src/domain/selection.ts'
import { addReaders, createSendingContext, forgetIssues, type SendingContext } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { importSample } from '../../web/support.ts'

// Of the sample content: what each is about.
const CODE = 'pellwright-vs-mergantle'
const WORDS = 'queriole-vs-redraughter'
const WORDS_AND_RESEARCH = 'citewren-vs-queriole'

let sending: SendingContext
let readers: number[]

beforeAll(async () => {
  sending = await createSendingContext()
  await importSample(sending.context)
  readers = await addReaders(sending.context, 6)
})

// Fragments are remembered by the moment of their freeze: no two tests freeze at the same one.
let minutes = 0
beforeEach(async () => {
  const { db } = sending.context
  await forgetIssues(sending.context)
  await sql`truncate mailbox.mail cascade`.execute(db)
  await db.updateTable('subscriber').set({ selectionId: 1, pausedUntil: null }).execute()
  await sql`
    update clock set shift = timestamptz '2026-11-03 08:00+00' + ${minutes++} * interval '1 minute'
      - statement_timestamp()`.execute(db)
})

async function choose(reader: number, selection: Partial<Selection>): Promise<void> {
  const { db } = sending.context
  const selectionId = await keepSelection(db, {
    categories: null,
    frequency: 'weekly',
    format: 'html',
    ...selection,
  })
  await db.updateTable('subscriber').set({ selectionId }).where('id', '=', readers[reader]!).execute()
}

async function newIssue(comparisons: string[], subject = 'What we tried'): Promise<number> {
  const created = await createIssue(sending.context, { subject, intro: 'Read on.', comparisons })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}

async function send(comparisons: string[], subject?: string): Promise<number> {
  const number = await newIssue(comparisons, subject)
  await scheduleIssue(sending.context, number, 'now')
  await workUntilDone(sending.context)
  return number
}

async function account(number: number) {
  const issue = await showIssue(sending.context, number)
  return { accepted: issue!.account.accepted, ...issue!.account.excludedBecause }
}

/** What a reader's mailbox holds, the oldest first. */
async function mailsTo(reader: number) {
  return (await sending.mails()).filter(({ to }) => to[0] === `reader${reader + 1}@lovelace.org`)
}

async function later(interval: string): Promise<void> {
  await sql`update clock set shift = shift + ${interval}::interval`.execute(sending.context.db)
}

test('each reader gets the comparisons of their categories, in the issue’s order, and no others', async () => {
  await choose(1, { categories: ['writing'] })
  await choose(2, { categories: ['research', 'developer-tools'] })
  const number = await send([CODE, WORDS, WORDS_AND_RESEARCH])

  const [[all], [words], [some]] = await Promise.all([mailsTo(0), mailsTo(1), mailsTo(2)])
  for (const name of ['Pellwright', 'Redraughter', 'Citewren']) expect(all!.html).toContain(name)
  expect(words!.html).not.toContain('Pellwright')
  expect(words!.text.indexOf('Redraughter')).toBeLessThan(words!.text.indexOf('Citewren'))
  expect(some!.html).toContain('Pellwright')
  expect(some!.html).not.toContain('Redraughter')
  expect(some!.html).toContain('Citewren')
  expect(await account(number)).toEqual({ accepted: 6 })
})

test('subject and preheader name the first comparison that the reader gets', async () => {
  await choose(1, { categories: ['writing'] })
  await send([CODE, WORDS])
  await send([CODE, WORDS], 'Pellwright or Mergantle?')
  await send([CODE, WORDS], 'First of all {first}')

  const subjects = async (reader: number) => (await mailsTo(reader)).map(({ subject }) => subject)
  expect(await subjects(0)).toEqual([
    'Pellwright vs Mergantle: What we tried',
    'Pellwright or Mergantle?',
    'First of all Pellwright vs Mergantle',
  ])
  expect(await subjects(1)).toEqual([
    'Queriole vs Redraughter: What we tried',
    'Queriole vs Redraughter',
    'First of all Queriole vs Redraughter',
  ])
  for (const { html, subject } of await mailsTo(1)) {
    expect(html).toContain(`<title>${subject}</title>`)
    expect(html).toMatch(/<div[^>]*data-skip-in-text="true"[^>]*>Queriole vs Redraughter/)
  }
})

test('a reader for whom nothing is left gets no mail, and the account says why', async () => {
  await choose(1, { categories: ['design'] })
  const number = await send([CODE, WORDS])
  expect(await mailsTo(1)).toEqual([])
  expect(await account(number)).toEqual({ accepted: 5, 'nothing-left': 1 })
})

test('readers of plain text get no HTML', async () => {
  await choose(1, { format: 'text' })
  await send([CODE])
  const [[mail], [plain]] = await Promise.all([mailsTo(0), mailsTo(1)])
  expect(plain!.html).toBeNull()
  expect(plain!.text.replaceAll(/[\w-]{50}/g, '')).toBe(mail!.text.replaceAll(/[\w-]{50}/g, ''))
})

test('readers with the same selection share an edition, and each fragment is kept once', async () => {
  for (const reader of [1, 2, 3]) await choose(reader, { categories: ['writing'] })
  // Other words for the same thing: all that there is of it.
  await choose(4, { categories: ['developer-tools', 'writing', 'research', 'design'] })
  const number = await send([CODE, WORDS])
  const { db } = sending.context
  const used = await db
    .selectFrom('delivery')
    .select(['editionNumber', (eb) => eb.fn.countAll<number>().as('readers')])
    .where('issueNumber', '=', number)
    .groupBy('editionNumber')
    .orderBy('readers', 'desc')
    .execute()
  expect(used.map(({ readers }) => readers)).toEqual([3, 3])
  const kinds = await db.selectFrom('fragment').select('kind').where('issueNumber', '=', number).execute()
  expect(kinds.filter(({ kind }) => kind === 'comparison')).toHaveLength(2)
})

test('who pauses gets nothing before the day, and by themselves everything from it on', async () => {
  const until = (pausedUntil: string) =>
    sending.context.db.updateTable('subscriber').set({ pausedUntil }).where('id', '=', readers[1]!).execute()
  await until('2026-11-04')
  expect(await account(await send([CODE]))).toEqual({ accepted: 5, paused: 1 })
  await later('1 day')
  expect(await account(await send([CODE]))).toEqual({ accepted: 6 })
})

test('a pause counts by the calendar of the zone that the editor chose', async () => {
  const { context } = sending
  await context.db
    .updateTable('subscriber')
    .set({ pausedUntil: '2026-11-04' })
    .where('id', '=', readers[1]!)
    .execute()
  const number = await newIssue([CODE])
  // There it is the fourth already, in UTC the third still.
  await scheduleIssue(context, number, { at: '2026-11-04T09:00', timeZone: 'Pacific/Auckland' })
  await later('14 hours')
  await workUntilDone(context)
  expect(await account(number)).toEqual({ accepted: 6 })
})

test('who pauses after the issue was frozen is left out before their mail leaves', async () => {
  const { context } = sending
  const number = await newIssue([CODE])
  await scheduleIssue(context, number, 'now')
  await prepareIssue(context, number)
  await context.db
    .updateTable('subscriber')
    .set({ pausedUntil: '2026-12-01' })
    .where('id', '=', readers[1]!)
    .execute()
  await workUntilDone(context)
  expect(await account(number)).toEqual({ accepted: 5, paused: 1 })
})

test('monthly readers get the previous month’s verdicts with the month’s first issue, and no other', async () => {
  await choose(1, { frequency: 'monthly' })
  await choose(2, { frequency: 'monthly', categories: ['writing'], format: 'text' })
  await choose(3, { frequency: 'monthly', categories: ['design'] })

  const november = [await send([CODE]), await send([WORDS, WORDS_AND_RESEARCH])]
  expect(await account(november[0]!)).toEqual({ accepted: 3, 'nothing-left': 3 })
  expect(await account(november[1]!)).toEqual({ accepted: 3, monthly: 3 })

  await later('30 days')
  const december = [await send([CODE]), await send([CODE])]
  expect(await account(december[0]!)).toEqual({ accepted: 5, 'nothing-left': 1 })
  expect(await account(december[1]!)).toEqual({ accepted: 3, monthly: 3 })

  const [[all, ...more], [words]] = await Promise.all([mailsTo(1), mailsTo(2)])
  expect(more).toEqual([])
  expect(all!.subject).toBe('Pellwright vs Mergantle: the verdicts of November 2026')
  for (const name of ['Pellwright', 'Redraughter', 'Citewren']) expect(all!.html).toContain(name)
  expect(words!.subject).toBe('Queriole vs Redraughter: the verdicts of November 2026')
  expect(words!.text).not.toContain('Pellwright')
})

test('what was withdrawn since is not among the month’s verdicts', async () => {
  const { context } = sending
  await choose(1, { frequency: 'monthly' })
  await send([CODE, WORDS])
  const withdraw = (status: 'withdrawn' | 'published') =>
    sql`
    insert into comparison_version (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status)
    select id, version + 1, left_tool_id, right_tool_id, bottom_line, ${status}
    from current_comparison where slug = ${CODE}`.execute(context.db)
  await withdraw('withdrawn')
  await later('30 days')
  await send([WORDS_AND_RESEARCH])
  await withdraw('published')
  const [mail] = await mailsTo(1)
  expect(mail!.html).not.toContain('Mergantle')
})

test('of a cancelled first issue, the next one brings the month’s verdicts to whoever had not got them', async () => {
  const { context } = sending
  for (const reader of [1, 2]) await choose(reader, { frequency: 'monthly' })
  await send([CODE])
  await later('30 days')
  const first = await newIssue([WORDS])
  await scheduleIssue(context, first, 'now')
  await prepareIssue(context, first)
  // One of the two got theirs.
  await workUntilDone(context)
  await sql`
    update delivery set state = 'excluded', exclusion = 'cancelled', provider_id = null
    where issue_number = ${first} and subscriber_id = ${readers[2]!}`.execute(context.db)
  await sql`update issue set status = 'sending', sent_at = null where number = ${first}`.execute(context.db)
  await pauseIssue(context, first)
  await cancelIssue(context, first)

  expect(await account(await send([WORDS]))).toEqual({ accepted: 5, monthly: 1 })
  expect((await mailsTo(1)).map(({ subject }) => subject)).toHaveLength(1)
  expect((await mailsTo(2)).at(-1)!.subject).toBe('Pellwright vs Mergantle: the verdicts of November 2026')
})

test('taken back to draft, an issue leaves the month’s verdicts to whichever comes first', async () => {
  const { context } = sending
  await choose(1, { frequency: 'monthly' })
  await send([CODE])
  await later('30 days')
  const withdrawn = await newIssue([WORDS])
  await scheduleIssue(context, withdrawn, { at: '2026-12-03T09:02', timeZone: 'UTC' })
  await prepareIssue(context, withdrawn)
  expect(await unscheduleIssue(context, withdrawn)).toEqual({ outcome: 'unscheduled' })
  expect(await account(await send([WORDS]))).toEqual({ accepted: 6 })
})
