import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createIssue } from '../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../src/actions/issue/schedule.ts'
import { backup } from '../../src/cli/backup.ts'
import type { Command, Invocation } from '../../src/cli/command.ts'
import { exportCommand } from '../../src/cli/export.ts'
import { issueCopy } from '../../src/cli/issue-copy.ts'
import { restored } from '../../src/cli/restored.ts'
import { subscribersErase } from '../../src/cli/subscribers-erase.ts'
import { subscribersExport } from '../../src/cli/subscribers-export.ts'
import { subscribersImport } from '../../src/cli/subscribers-import.ts'
import { suppressionsExport } from '../../src/cli/suppressions-export.ts'
import { suppressionsImport } from '../../src/cli/suppressions-import.ts'
import { suppressionsLift } from '../../src/cli/suppressions-lift.ts'
import { callCommand } from '../support/call-command.ts'
import { createSendingContextFor, type SendingContext } from '../support/sending.ts'
import { workUntilDone } from '../support/work-until-done.ts'

let sending: SendingContext
beforeAll(async () => {
  sending = await createSendingContextFor(3)
})

const folder = mkdtempSync(join(tmpdir(), 'verdicts-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command. @returns what the log has of it. */
async function logged(command: Command, positionals: string[] = [], values: Invocation['values'] = {}) {
  const { db } = sending.context
  const open = () => ({ ...sending.context, databaseUrl: sending.database.url })
  await callCommand(command, { positionals, values, open })
  return db
    .selectFrom('auditEntry')
    .select(['source', 'kind', 'subject', 'detail'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

/** A name that an address is part of, as some programs give their exports. */
function file(content: string): string {
  const path = join(folder, 'ada@lovelace.org.csv')
  writeFileSync(path, content)
  return path
}

const entry = (kind: string, subject: unknown, detail: string | null = null) => ({
  source: 'command',
  kind,
  subject: String(subject),
  detail,
})

test('lists that are brought along or taken away are in the log, by their counts', async () => {
  const list = file('email\nreader1@lovelace.org\nada@lovelace.org\n')
  const consent = 'They told ada@lovelace.org so'
  expect(await logged(subscribersImport, [list], { consent })).toEqual(
    entry('subscribers-imported', 'subscribers', '1 added, 0 confirmed, 0 ended, 0 suppressed'),
  )
  expect(await logged(subscribersExport)).toEqual(entry('subscribers-exported', 'subscribers', 'all'))
  expect(await logged(subscribersExport, [], { status: 'ended' })).toEqual(
    entry('subscribers-exported', 'subscribers', 'ended'),
  )
  expect(await logged(suppressionsImport, [file('email\ngone@lovelace.org\n')])).toEqual(
    entry('suppressions-imported', 'suppressions', '1 added'),
  )
  expect(await logged(suppressionsExport)).toEqual(entry('suppressions-exported', 'suppressions'))
  expect(await logged(exportCommand)).toEqual(entry('content-exported', 'content'))
})

test('a suppression that is lifted is in the log by its number', async () => {
  const { id } = await sending.context.db.selectFrom('suppression').select('id').executeTakeFirstOrThrow()
  expect(await logged(suppressionsLift, ['gone@lovelace.org'])).toEqual(
    entry('suppression-lifted', id, 'manual'),
  )
})

test('a copy is in the log, and then whoever got it is erased', async () => {
  const { context } = sending
  const issue = { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] }
  expect(await createIssue(context, issue)).toMatchObject({ number: 1 })
  await scheduleIssue(context, 1, 'now')
  await workUntilDone(context)
  const { id } = await context.db
    .selectFrom('subscriber')
    .select('id')
    .where('addressKey', '=', 'reader1@lovelace.org')
    .executeTakeFirstOrThrow()
  expect(await logged(issueCopy, ['1'], { to: 'reader1@lovelace.org' })).toEqual(
    entry('copy-sent', 1, `to subscriber ${id}`),
  )
  expect(await logged(subscribersErase, ['reader1@lovelace.org'], { yes: true })).toEqual(
    entry('subscriber-erased', id),
  )
})

test('that somebody has a backup is in the log', async () => {
  // Where there is no pg_dump that fits, one that says it does and writes nothing.
  const program = join(folder, 'pg_dump')
  writeFileSync(program, '#!/bin/sh\necho "pg_dump (PostgreSQL) 99.0"\n')
  chmodSync(program, 0o755)
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`)
  try {
    expect(await logged(backup, [join(folder, 'backup')])).toEqual(entry('database-backed-up', 'database'))
  } finally {
    vi.unstubAllEnvs()
  }
})

test('that the database was restored is in the log', async () => {
  expect(await logged(restored)).toEqual(entry('database-restored', 'database'))
})

test('no address is in it', async () => {
  const entries = await sending.context.db.selectFrom('auditEntry').selectAll().execute()
  expect(JSON.stringify(entries)).not.toMatch(/@|%40/)
})
