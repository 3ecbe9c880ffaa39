import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findClientProgram, runClientProgram } from '../../db/client-programs.ts'
import { connect } from '../../db/connect.ts'
import { serverMajor } from '../../db/queries/whole-database.ts'
import { resolveBatches } from '../../src/actions/batch/resolve.ts'
import { sendBatch } from '../../src/actions/batch/send.ts'
import { createIssue } from '../../src/actions/issue/create.ts'
import { prepareIssue } from '../../src/actions/issue/prepare.ts'
import { resumeIssue } from '../../src/actions/issue/resume.ts'
import { scheduleIssue } from '../../src/actions/issue/schedule.ts'
import { listIssueReports, showIssue } from '../../src/actions/issue/show.ts'
import { backup } from '../../src/cli/backup.ts'
import type { Command } from '../../src/cli/command.ts'
import { noProgram } from '../../src/cli/no-program.ts'
import { restore } from '../../src/cli/restore.ts'
import type { Context } from '../../src/context.ts'
import { createLog } from '../../src/log.ts'
import { openContext, openDatabase } from '../../src/open.ts'
import { callCommand } from '../support/call-command.ts'
import { createTestDatabase, maintain } from '../support/database.ts'
import { dayIn } from '../support/day-in.ts'
import {
  addReaders,
  createSendingContext,
  importSmallContent,
  type SendingContext,
} from '../support/sending.ts'
import { workUntilDone } from '../support/work-until-done.ts'

const server = connect({ url: inject('postgresUrl') })
const major = await serverMajor(server)
await server.destroy()
const { program } = await findClientProgram('pg_restore', major)
if (!program) {
  console.warn(
    `No pg_dump and pg_restore of version ${major} here: the tests of backup and restore are left out.`,
  )
}

/** Three batches. */
const READERS = 250

let sending: SendingContext
let url: string
const folder = mkdtempSync(join(tmpdir(), 'verdicts-backup-'))
const file = join(folder, 'verdicts.backup')
afterAll(() => rmSync(folder, { recursive: true }))

/** The mailbox is in a database of its own, as Resend is: what was sent stays sent. */
beforeAll(async () => {
  sending = await createSendingContext()
  url = (await createTestDatabase({ empty: true })).url
})

/** Runs the program on the database, and ends it again. */
async function running<T>(work: (context: Context) => Promise<T>, databaseUrl = url): Promise<T> {
  const opened = await openContext({ ...sending.context.config, databaseUrl, logLevel: 'silent' })
  try {
    return await work({ ...opened.context, mailer: sending.context.mailer })
  } finally {
    await opened.close()
  }
}

async function call(command: Command, values: Record<string, boolean> = {}, databaseUrl = url, path = file) {
  const { context } = sending
  const config = { ...context.config, databaseUrl }
  const database = await openDatabase(config, {
    log: createLog({ ...config, logLevel: 'silent' }),
    poolSize: 4,
  })
  try {
    return await callCommand(command, { positionals: [path], values, open: () => database })
  } finally {
    await database.close()
  }
}

async function newIssue(context: Context, send: boolean): Promise<number> {
  const created = await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })
  if (created.outcome !== 'created') throw new Error(created.problem)
  const { number } = created
  await scheduleIssue(context, number, send ? 'now' : { at: `${dayIn(300)} 09:00`, timeZone: 'UTC' })
  if (!send) return number
  await prepareIssue(context, number)
  await context.db.updateTable('issue').set({ status: 'sending' }).where('number', '=', number).execute()
  return number
}

async function mails(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from mailbox.mail`.execute(sending.context.db)
  return rows[0]!.count
}

const statuses = async (context: Context) =>
  (await listIssueReports(context)).map(({ number, status }) => `${number} ${status}`).sort()

describe.skipIf(!program)(`with pg_dump and pg_restore ${major}`, () => {
  test('an issue that was half sent when the backup was taken is not sent again by a restore', async () => {
    const [half, later] = await running(async (context) => {
      await importSmallContent(context)
      await addReaders(context, READERS)
      await sql`create schema mailbox; create table mailbox.mail (subject text)`.execute(context.db)
      const numbers = [await newIssue(context, true), await newIssue(context, false)]
      await sendBatch(context, { issueNumber: numbers[0]!, batchNumber: 1 })
      return numbers
    })
    expect((await call(backup)).noted).toEqual([expect.stringContaining(`Wrote ${file}.`)])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['verdicts.backup'])

    await running(async (context) => {
      await workUntilDone(context)
      const since = await newIssue(context, true)
      await sql`insert into mailbox.mail values ('sent since')`.execute(context.db)
      await workUntilDone(context)
      expect(await statuses(context)).toEqual([`${half} sent`, `${later} scheduled`, `${since} sent`])
      await expect(call(restore, { force: true })).rejects.toThrow('Others are connected')
    })
    expect(await mails()).toBe(2 * READERS)

    await expect(call(restore)).rejects.toThrow('The database is not empty. --force replaces')
    expect((await call(restore, { force: true })).printed.slice(0, 4)).toEqual([
      `Restored ${file}.`,
      expect.stringContaining('sends nothing by itself'),
      `  Issue ${half}: held, 2 batches parked`,
      `  Issue ${later}: held`,
    ])

    await running(async (context) => {
      await workUntilDone(context)
      expect(await statuses(context)).toEqual([`${half} held`, `${later} held`])
      expect(await mails()).toBe(2 * READERS)
      const { rows } = await sql`select * from mailbox.mail`.execute(context.db)
      expect(rows).toEqual([{ subject: 'sent since' }])

      // Batch 2 is called sent; for batch 3 the editor is wrong, so that its way is seen.
      await resolveBatches(context, half!, { batchNumber: 2, as: 'sent' })
      await sql`update clock set shift = '29 hours'`.execute(context.db)
      await resolveBatches(context, half!, { as: 'unsent' })
      await resumeIssue(context, half!)
      await workUntilDone(context)
      expect(await showIssue(context, half!)).toMatchObject({
        status: 'sent',
        account: { audience: READERS, accepted: READERS, unknown: 0, toSend: 0 },
      })
      expect(await mails()).toBe(2 * READERS + 50)
      // A partition can be made, filled and attached as before.
      const next = await newIssue(context, true)
      await workUntilDone(context)
      expect((await showIssue(context, next))?.account).toMatchObject({ accepted: READERS })
    })
  }, 60_000)

  test('a backup goes into an empty database elsewhere, and is held there too', async () => {
    const { url: elsewhere } = await createTestDatabase({ empty: true })
    await call(restore, {}, elsewhere)
    const before = await mails()
    await running(async (context) => {
      await workUntilDone(context)
      expect((await statuses(context)).map((line) => line.split(' ')[1])).toEqual(['held', 'held'])
    }, elsewhere)
    expect(await mails()).toBe(before)
  })

  test('a backup that pg_restore alone put back is recognised by the next start', async () => {
    const { url: elsewhere } = await createTestDatabase({ empty: true })
    const args = ['--no-owner', file]
    await runClientProgram(program!, { args, databaseUrl: elsewhere })
    const first = await openContext({ ...sending.context.config, databaseUrl: elsewhere, logLevel: 'silent' })
    await first.close()
    await maintain(elsewhere, 'drop schema public cascade; create schema public')
    const again = await runClientProgram(program!, { args, databaseUrl: elsewhere })
    expect(again.failure).toBeUndefined()
    const next = await openContext({ ...sending.context.config, databaseUrl: elsewhere, logLevel: 'silent' })
    await next.close()
    expect(next.heldBack?.issues).toHaveLength(2)
  })

  test('a file is replaced on demand only, and a backup that fails leaves nothing behind', async () => {
    const before = readFileSync(file)
    await expect(call(backup)).rejects.toThrow(`${file} exists. Name a new file, or replace it with --force.`)
    expect(readFileSync(file).equals(before)).toBe(true)
    await call(backup, { force: true })
    expect(readFileSync(file).equals(before)).toBe(false)

    const { url: empty } = await createTestDatabase({ empty: true })
    await expect(call(backup, {}, empty, join(folder, 'none'))).rejects.toThrow('There is nothing to back up')
    expect(readdirSync(folder)).toEqual(['verdicts.backup'])
  })

  test('a damaged backup leaves the database as it was', async () => {
    const damaged = join(folder, 'damaged')
    const whole = readFileSync(file)
    writeFileSync(damaged, whole.subarray(0, whole.length * 0.99))
    await running((context) => newIssue(context, false))
    const before = await running(statuses)
    await expect(call(restore, { force: true }, url, damaged)).rejects.toThrow(
      'and the database is as it was',
    )
    expect(await running(statuses)).toEqual(before)
    rmSync(damaged)
  })

  test('a file that is no backup, and a database with tables of others, are left as they are', async () => {
    const text = join(folder, 'a.txt')
    writeFileSync(text, 'Dear diary')
    await expect(call(restore, { force: true }, url, text)).rejects.toThrow(
      `${text} can't be restored: pg_restore`,
    )
    const { url: foreign, db } = await createTestDatabase()
    await sql`create table diary (day date)`.execute(db)
    await db.destroy()
    await expect(call(restore, { force: true }, foreign)).rejects.toThrow(
      'does not have, of a newer version perhaps: public.diary.',
    )
  })
})

test('without a fitting program, the error says what to install', () => {
  const error = noProgram({
    outcome: 'no-program',
    name: 'pg_dump',
    serverMajor: 18,
    unfit: [{ path: '/usr/bin/pg_dump', major: 15 }],
  })
  expect(error.message).toContain(
    'takes pg_dump of version 18 or newer; here /usr/bin/pg_dump is of version 15.',
  )
  expect(error.message).toContain('postgresql-client-18')
})
