import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { insertEditor } from '../../../db/queries/editor.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { keepLinkCheck } from '../../../db/queries/link-check.ts'
import { keepSelection } from '../../../db/queries/selection.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { overridePreflight } from '../../../src/actions/issue/override-preflight.ts'
import { preflightIssue, stoppers } from '../../../src/actions/issue/preflight.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { viewIssue } from '../../../src/actions/issue/view.ts'
import { withdrawOverride } from '../../../src/actions/issue/withdraw-override.ts'
import { issueSchedule } from '../../../src/cli/issue-schedule.ts'
import { loadConfig } from '../../../src/config.ts'
import { dayInWords } from '../../../src/domain/day-in-words.ts'
import type { IssueStatus } from '../../../src/domain/issue.ts'
import { callCommand } from '../../support/call-command.ts'
import { createTestContext } from '../../support/context.ts'
import { dayIn } from '../../support/day-in.ts'
import { addReaders, forgetIssues, importSmallContent } from '../../support/sending.ts'

const { context } = await createTestContext()
const { db } = context
await importSmallContent(context)
const readers = await addReaders(context, 3)
const editorId = (await insertEditor(db, {
  address: 'olga@lovelace.org',
  name: 'olga',
  role: 'owner',
  reviewerId: null,
}))!
const withoutAddress = {
  ...context,
  by: { editorId },
  config: { ...context.config, site: { ...context.config.site, postalAddress: '' } },
}
const WHEN = { at: `${dayIn(300)}T09:00`, timeZone: 'UTC' }

let number: number
beforeEach(async () => {
  await forgetIssues(context)
  const created = await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })
  number = (created as { number: number }).number
})
const report = async (of = context) => preflightIssue(of, (await findIssue(db, number))!)
const redLine = async () => stoppers(await report(withoutAddress))[0]!

test('an issue of the small content lacks the sources of its prices, and nothing else', async () => {
  const lines = (await report()).lines.filter(({ severity }) => severity !== 'green')
  expect(lines.map(({ severity, check, where }) => `${severity} ${check}: ${where}`)).toEqual([
    'amber prices: Quill, in Quill vs Reed',
    'amber prices: Reed, in Quill vs Reed',
  ])
  expect((await report()).colour).toBe('amber')
})

test('readers for whom nothing is left are counted', async () => {
  await db.insertInto('category').values({ slug: 'design' }).execute()
  const selectionId = await keepSelection(db, { categories: ['design'], frequency: 'weekly', format: 'html' })
  await db.updateTable('subscriber').set({ selectionId }).where('id', 'in', readers.slice(0, 2)).execute()
  const { lines, colour } = await report()
  expect(lines.find(({ check }) => check === 'readers')!.what).toContain('2 readers get no mail')
  expect(colour).toBe('amber')
})

test.each([
  ['the invented address, where mail goes to readers', { RESEND_API_KEY: 're_1' }, ['red invented']],
  ['the invented address, where the mailbox takes all mail', {}, ['green']],
  ['an address of its own', { RESEND_API_KEY: 're_1', POSTAL_ADDRESS: '7 Trial Road' }, ['green']],
])('the foot of the mails has %s', async (_, env, said) => {
  const config = loadConfig({ DATABASE_URL: context.config.databaseUrl, SECRET_KEY: 'x'.repeat(32), ...env })
  const { lines } = await report({ ...context, config })
  const feet = lines.filter(({ check }) => check === 'postal address')
  expect(feet.map(({ severity, what }) => [severity, ...(/invented/.exec(what) ?? [])].join(' '))).toEqual(
    said,
  )
})

test('a link to our own site is looked up: where it leads nowhere, it is a dead one', async () => {
  const site = context.config.site.url
  const other = await createIssue(context, { subject: 'S', intro: '', comparisons: [] })
  const next = (other as { number: number }).number
  const fine = ['/', '/issues', '/subscriptions', '/compare/quill-vs-reed?from=mail#top', `/issues/${number}`]
  const dead = ['/compare/quil-vs-reed', '/compare/reed-vs-quill', '/issues/999', '/desk', '/about']
  const intro = [...fine, ...dead, `/issues/${next}`].map((path) => `[to](${site}${path})`).join(' ')
  await db.updateTable('issue').set({ intro }).where('number', '=', number).execute()
  const links = (await report()).lines.filter(({ check }) => check === 'links')
  expect(links.map(({ severity, where, what }) => `${severity} ${where}: ${what}`)).toEqual([
    `red ${site}/compare/quil-vs-reed, in the introduction: This site has no such comparison.`,
    `red ${site}/compare/reed-vs-quill, in the introduction: The comparison is not published.`,
    `red ${site}/issues/999, in the introduction: There is no issue 999.`,
    `red ${site}/desk, in the introduction: This site has no such page for readers.`,
    `red ${site}/about, in the introduction: This site has no such page for readers.`,
    `amber ${site}/issues/${next}, in the introduction: Issue ${next} is not out yet: until then the link leads nowhere.`,
  ])
  expect(links[0]!.link).toBe(`/desk/issues/${number}`)
  const out = { status: 'sent', sendAt: new Date(), sentAt: new Date(), timeZone: 'UTC' } as const
  await db.updateTable('issue').set(out).where('number', '=', next).execute()
  expect(
    (await report()).lines.filter(({ severity, check }) => check === 'links' && severity === 'amber'),
  ).toEqual([])
})

test('a link to a held issue, or to a cancelled one, is fine once somebody got it: readers can look at it', async () => {
  const words = { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] }
  const { number: other } = (await createIssue(context, words)) as { number: number }
  await scheduleIssue(context, other, 'now')
  await prepareIssue(context, other)
  const held = { status: 'held', heldBecause: 'The key was refused.' } as const
  await db.updateTable('issue').set(held).where('number', '=', other).execute()
  const intro = `[last](${context.config.site.url}/issues/${other})`
  await db.updateTable('issue').set({ intro }).where('number', '=', number).execute()
  const link = async () => (await report()).lines.find(({ check }) => check === 'links')!
  expect((await link()).what).toContain(`Issue ${other} is not out yet`)
  await sql`
    update delivery set state = 'accepted', provider_id = 'x', settled_at = now()
    where issue_number = ${other} and exclusion is null`.execute(db)
  expect((await link()).severity).toBe('green')
  expect(await viewIssue(context, other)).toContain('Quill')
  const cancelled = { status: 'cancelled', heldBecause: null } as const
  await db.updateTable('issue').set(cancelled).where('number', '=', other).execute()
  expect((await link()).severity).toBe('green')
  expect(await viewIssue(context, other)).toContain('Quill')
})

test('a comparison of another issue is pointed out, unless that is discarded or was cancelled unsent', async () => {
  const words = { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] }
  const { number: other } = (await createIssue(context, words)) as { number: number }
  const said = async () => (await report()).lines.find(({ check }) => check === 'repeats')!
  const becomes = (status: IssueStatus) =>
    db
      .updateTable('issue')
      .set({ status, heldBecause: status === 'held' ? 'The key was refused.' : null })
      .where('number', '=', other)
      .execute()
  expect(await said()).toMatchObject({ severity: 'amber', what: `It is in issue ${other} (draft) as well.` })
  await becomes('discarded')
  expect((await said()).severity).toBe('green')
  await becomes('draft')
  await scheduleIssue(context, other, WHEN)
  expect((await said()).what).toBe(`It is in issue ${other} (scheduled) as well.`)
  await prepareIssue(context, other)
  await becomes('held')
  expect((await said()).what).toBe(`It is in issue ${other} (held) as well.`)
  await becomes('cancelled')
  expect((await said()).severity).toBe('green')
  await sql`
    update batch set status = 'accepted', settled_at = now(), settled_by = 'editor'
    where issue_number = ${other}`.execute(db)
  const wentOut = `It went out in issue ${other} (${dayInWords(dayIn(300))}).`
  for (const status of ['cancelled', 'held', 'paused', 'sending'] as const) {
    await becomes(status)
    expect((await said()).what, status).toBe(wentOut)
  }
})

describe('a red preflight', () => {
  test('keeps the issue from being scheduled, and says what, where and how', async () => {
    expect(await scheduleIssue(withoutAddress, number, WHEN)).toMatchObject({
      outcome: 'preflight',
      lines: [
        {
          check: 'postal address',
          where: 'The foot of every mail',
          how: expect.stringContaining('POSTAL_ADDRESS'),
        },
      ],
    })
    expect((await findIssue(db, number))!.status).toBe('draft')
  })

  test('is overridden line by line with a reason, which the audit log tells without addresses', async () => {
    const { key, where } = await redLine()
    expect(await overridePreflight(withoutAddress, number, { line: key, reason: ' It is a test. ' })).toEqual(
      { outcome: 'overridden' },
    )
    const again = (reason: string) => overridePreflight(withoutAddress, number, { line: key, reason })
    expect(await again('It is a test. '), 'pressed twice').toEqual({ outcome: 'overridden' })
    expect(await again('It is no test.')).toEqual({ outcome: 'changed' })
    const { lines, colour } = await report(withoutAddress)
    expect(lines.find((line) => line.key === key)!.override).toMatchObject({
      reason: 'It is a test.',
      editorName: 'olga',
    })
    expect(colour).toBe('amber')
    expect(await scheduleIssue(withoutAddress, number, WHEN)).toMatchObject({ outcome: 'scheduled' })
    const acts = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('kind', '=', 'preflight-overridden')
      .execute()
    expect(acts).toMatchObject([
      { editorId, subject: String(number), detail: `postal address, ${where}: It is a test.` },
    ])
  })

  test('is not overridden without a reason, with an endless one, nor in a line that is no more', async () => {
    const { key } = await redLine()
    const override = (line: string, reason: string) =>
      overridePreflight(withoutAddress, number, { line, reason })
    expect(await override(key, ' ')).toMatchObject({ outcome: 'refused' })
    expect(await override(key, 'x'.repeat(501))).toMatchObject({
      outcome: 'refused',
      problem: expect.stringContaining('501'),
    })
    expect(await override('another', 'Why not.')).toEqual({ outcome: 'changed' })
    expect(await overridePreflight(context, number, { line: key, reason: 'Why not.' })).toEqual({
      outcome: 'changed',
    })
    expect(await overridePreflight(context, 999, { line: key, reason: 'Why not.' })).toEqual({
      outcome: 'not-found',
    })
  })

  test('is what the command line says, and overrides with a reason', async () => {
    const call = (values: object) =>
      callCommand(issueSchedule, {
        positionals: [String(number)],
        values: { at: WHEN.at, 'time-zone': 'UTC', ...values },
        open: () => ({ ...withoutAddress, by: 'command' }),
      })
    await expect(call({})).rejects.toThrow(
      /preflight of issue \d+ is red:\n {2}The foot of every mail: It has no postal address/,
    )
    await expect(call({ override: ' ' })).rejects.toThrow('Say why')
    await call({ override: 'It is a test.' })
    expect((await findIssue(db, number))!.status).toBe('scheduled')
  })
})

describe('at its time', () => {
  const URL = 'https://nowhere.example/'
  const answers = (outcome: 'fine' | 'gone', detail = '') => keepLinkCheck(db, { url: URL, outcome, detail })
  const dead = () => answers('gone', 'There is no such page (404).')
  const issue = async () => (await findIssue(db, number))!

  beforeEach(async () => {
    await answers('fine')
    await editIssue(context, number, { intro: `See [there](${URL}).` })
  })

  test('an issue is held whose link was found dead since it was scheduled, and goes out once an owner overrides it', async () => {
    await scheduleIssue(context, number, 'now')
    await dead()
    expect(await prepareIssue(context, number)).toEqual([])
    expect(await issue()).toMatchObject({
      status: 'held',
      heldBecause: `Its preflight is red. ${URL}, in the introduction: There is no such page (404). Mend the link, or take it out. Once that is mended, or overridden by an owner, schedule it anew or send it now.`,
    })
    expect(await scheduleIssue(context, number, 'now')).toMatchObject({ outcome: 'preflight' })
    const [line] = stoppers(await report())
    await overridePreflight(context, number, { line: line!.key, reason: 'It comes back on Monday.' })
    expect(await scheduleIssue(context, number, 'now')).toMatchObject({ outcome: 'scheduled' })
    await prepareIssue(context, number)
    expect((await issue()).status).toBe('preparing')
  })

  test('an issue is held whose override was taken back', async () => {
    await dead()
    await scheduleIssue(context, number, 'now', { override: 'It comes back on Monday.' })
    const { key } = (await report()).lines.find(({ override }) => override)!
    await withdrawOverride(context, number, key)
    await prepareIssue(context, number)
    expect((await issue()).status).toBe('held')
  })

  test('an issue goes out with what is amber, and with what is mended before its time', async () => {
    await scheduleIssue(context, number, { at: await inMinutes(3), timeZone: 'UTC' })
    await dead()
    expect(await prepareIssue(context, number)).toEqual([])
    expect((await issue()).status).toBe('scheduled')
    await answers('fine')
    expect((await report()).colour).toBe('amber')
    await prepareIssue(context, number)
    expect((await issue()).status).toBe('preparing')
  })

  test('of many red lines, three are named in the reason, and the others counted', async () => {
    const gone = Array.from({ length: 5 }, (_, n) => `${URL}${n}`)
    await editIssue(context, number, { intro: gone.map((url) => `[x](${url})`).join(' ') })
    for (const url of gone) await keepLinkCheck(db, { url, outcome: 'fine', detail: 'It answers 200.' })
    await scheduleIssue(context, number, 'now')
    for (const url of gone) await keepLinkCheck(db, { url, outcome: 'gone', detail: 'Gone.' })
    await prepareIssue(context, number)
    const { heldBecause } = await issue()
    expect(heldBecause?.match(/Gone\./g)).toHaveLength(3)
    expect(heldBecause).toContain('And 2 more.')
  })
})

async function inMinutes(minutes: number): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select to_char(clock_now() at time zone 'UTC' + ${minutes} * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS') as at`.execute(
    db,
  )
  return rows[0]!.at
}
