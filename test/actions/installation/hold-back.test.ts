import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect } from '../../../db/connect.ts'
import { readCluster } from '../../../db/queries/identity.ts'
import { gatherParcel } from '../../../db/queries/parcel-claim.ts'
import { resolveBatches } from '../../../src/actions/batch/resolve.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { resumeIssue } from '../../../src/actions/issue/resume.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { listIssueReports, showIssue } from '../../../src/actions/issue/show.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import { restored } from '../../../src/cli/restored.ts'
import type { Context } from '../../../src/context.ts'
import { type OpenContext, openContext } from '../../../src/open.ts'
import { callCommand } from '../../support/call-command.ts'
import { copyDatabase } from '../../support/copied-database.ts'
import { maintain } from '../../support/database.ts'
import { createSendingContextFor, forgetIssues, type SendingContext } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

/** Three batches. */
const READERS = 250

let sending: SendingContext
let before: number
const started: OpenContext[] = []

beforeAll(async () => {
  sending = await createSendingContextFor(READERS)
})

beforeEach(async () => {
  await forgetIssues(sending.context)
  await sending.context.db.deleteFrom('outbox').execute()
  await sending.context.db.updateTable('installation').set({ database: null }).execute()
  before = await countMails()
})

afterEach(async () => {
  for (const { close } of started.splice(0)) await close()
})

/** Starts the program on a database, as web, worker and commands do. Mails go to the one mailbox. */
async function start(databaseUrl = sending.database.url): Promise<OpenContext> {
  const opened = await openContext({ ...sending.context.config, databaseUrl, logLevel: 'silent' })
  started.push(opened)
  return { ...opened, context: { ...opened.context, mailer: sending.context.mailer } }
}

async function newIssue(): Promise<number> {
  const created = await createIssue(sending.context, {
    subject: 'S',
    intro: '',
    comparisons: ['quill-vs-reed'],
  })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}

/** An issue that is being sent; one of its three batches is. */
async function halfSentIssue(): Promise<number> {
  const number = await newIssue()
  await scheduleIssue(sending.context, number, 'now')
  await prepareIssue(sending.context, number)
  await setStatus(number, 'sending')
  await sendBatch(sending.context, { issueNumber: number, batchNumber: 1 })
  return number
}

function setStatus(number: number, status: 'sending' | 'paused' | 'held', heldBecause: string | null = null) {
  return sending.context.db
    .updateTable('issue')
    .set({ status, heldBecause })
    .where('number', '=', number)
    .execute()
}

async function countMails(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from mailbox.mail`.execute(sending.context.db)
  return rows[0]!.count
}

const newMails = async () => (await countMails()) - before
const statuses = async ({ db }: Pick<Context, 'db'>) =>
  Object.fromEntries((await listIssueReports({ db })).map(({ number, status }) => [number, status]))

test('the first start on a database notes which one it is, and sends what is due', async () => {
  const number = await halfSentIssue()
  const { context, heldBack } = await start()
  expect(heldBack).toBeUndefined()
  expect(await context.db.selectFrom('installation').selectAll().executeTakeFirst()).toMatchObject({
    systemIdentifier: expect.stringMatching(/^\d{15,}$/),
    timeline: 1,
    database: expect.stringMatching(/^\d+ test_\w+ \d+$/),
  })
  expect((await start()).heldBack).toBeUndefined()

  await workUntilDone(context)
  expect(await statuses(context)).toEqual({ [number]: 'sent' })
  expect(await newMails()).toBe(READERS)
})

test('a copied database sends nothing by itself, and the original goes on', async () => {
  await start()
  const [draft, scheduled] = [await newIssue(), await newIssue()]
  await scheduleIssue(sending.context, scheduled, 'now')
  const [paused, half, held] = [await halfSentIssue(), await halfSentIssue(), await halfSentIssue()]
  await setStatus(paused, 'paused')
  await setStatus(held, 'held', 'It waits for the key.')
  await createRequestTaker(sending.context)({ address: 'gathered@lovelace.org', page: '/' })
  await gatherParcel(sending.context.db)
  await createRequestTaker(sending.context)({ address: 'queued@lovelace.org', page: '/' })

  const copy = await start(await copyDatabase(sending.database.url))
  expect(copy.heldBack).toMatchObject({ issues: [scheduled, paused, half, held], mails: 2 })
  expect(copy.heldBack?.batches).toHaveLength(6)
  await workUntilDone(copy.context)
  await sql`update clock set shift = '3 days'`.execute(copy.context.db)
  await workUntilDone(copy.context)

  expect(await newMails()).toBe(300)
  expect(await statuses(copy.context)).toEqual({
    [draft]: 'draft',
    [scheduled]: 'held',
    [paused]: 'held',
    [half]: 'held',
    [held]: 'held',
  })
  const shown = (number: number) => showIssue(copy.context, number)
  expect((await shown(half))?.account).toMatchObject({
    audience: READERS,
    accepted: 100,
    unknown: 150,
    toSend: 0,
  })
  expect((await shown(half))?.heldBecause).toContain('decide what is parked; then let the issue go on')
  expect((await shown(held))?.heldBecause).toMatch(
    /restored or copied.*Before that it was held: It waits for the key/,
  )

  expect((await start()).heldBack).toBeUndefined()
  await workUntilDone(sending.context)
  expect(await statuses(sending.context)).toMatchObject({
    [scheduled]: 'sent',
    [half]: 'sent',
    [paused]: 'paused',
  })
})

test('what an editor decides on a copy is sent there, and later starts leave it alone', async () => {
  await start()
  const number = await halfSentIssue()
  const url = await copyDatabase(sending.database.url)
  const { context } = await start(url)
  expect(await resolveBatches(context, number, { as: 'unsent' })).toMatchObject({ outcome: 'too-early' })
  await sql`update clock set shift = '29 hours'`.execute(context.db)
  expect(await resolveBatches(context, number, { batchNumber: 2, as: 'sent' })).toMatchObject({
    outcome: 'resolved',
  })
  expect(await resolveBatches(context, number, { as: 'unsent' })).toMatchObject({ outcome: 'resolved' })
  await resumeIssue(context, number)

  expect((await start(url)).heldBack).toBeUndefined()
  await workUntilDone(context)
  expect(await statuses(context)).toEqual({ [number]: 'sent' })
  expect((await showIssue(context, number))?.account).toMatchObject({
    accepted: READERS,
    unknown: 0,
    toSend: 0,
  })
  expect(await newMails()).toBe(150)
})

test('of starts at once on a copy, one holds everything back', async () => {
  await start()
  const number = await halfSentIssue()
  const url = await copyDatabase(sending.database.url)
  const starts = await Promise.all([start(url), start(url), start(url)])
  const held = starts.flatMap(({ heldBack }) => heldBack ?? [])
  expect(held).toMatchObject([{ issues: [number], mails: 0 }])
  expect(held[0]?.batches).toHaveLength(2)
})

test.each([
  ['cluster', { systemIdentifier: '7000000000000000000' }],
  ['timeline', { timeline: 2 }],
  ['database', { database: '16384 verdicts 16390' }],
])('another %s is recognised', async (_, stored) => {
  const { context } = await start()
  const number = await halfSentIssue()
  await context.db.updateTable('installation').set(stored).execute()
  expect((await start()).heldBack).toMatchObject({ issues: [number] })
  expect((await start()).heldBack).toBeUndefined()
})

test('a restore in place is recognised by the tables it made', async () => {
  const { context } = await start()
  const number = await halfSentIssue()
  await sql`
    create table made_anew (like installation including all);
    insert into made_anew select * from installation;
    drop table installation;
    alter table made_anew rename to installation`.execute(context.db)
  expect((await start()).heldBack).toMatchObject({ issues: [number] })
})

test('a role that may not ask about the cluster goes by the database alone', async () => {
  const { db, url } = sending.database
  const role = `role_${new URL(url).pathname.slice(1)}`
  await maintain(url, `create role ${role} login password 'p'`)
  const plain = connect({ url: Object.assign(new URL(url), { username: role, password: 'p' }).href })
  try {
    expect(await readCluster(plain)).toEqual(await readCluster(db))
    await maintain(url, 'revoke execute on function pg_control_system(), pg_walfile_name(pg_lsn) from public')
    expect(await readCluster(plain)).toEqual({ systemIdentifier: null, timeline: null })
  } finally {
    await plain.destroy()
    await maintain(url, `drop role ${role}`)
  }
})

test('the command holds everything back where nothing can be recognised, and says what to do', async () => {
  await start()
  const number = await halfSentIssue()
  await createRequestTaker(sending.context)({ address: 'another@lovelace.org', page: '/' })
  const call = () => callCommand(restored, { open: () => sending.context })
  const [first, again] = [await call(), await call()]
  expect(first.printed).toEqual([
    expect.stringContaining('sends nothing by itself'),
    `  Issue ${number}: held, 2 batches parked`,
    '  Small mails given up, such as confirmations: 1',
    'Next, for each of these issues:',
    expect.stringContaining('issue show N'),
    expect.stringContaining('issue resolve N --batch all --as sent|unsent'),
    expect.stringContaining('issue resume N'),
  ])
  expect(again.printed).toEqual([expect.anything(), '  Nothing more in it could be sent.'])
  await workUntilDone(sending.context)
  expect(await newMails()).toBe(100)
  expect((await start()).heldBack).toBeUndefined()
})
