import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command, Invocation } from '../../../src/cli/command.ts'
import { suppressionsExport } from '../../../src/cli/suppressions-export.ts'
import { suppressionsImport } from '../../../src/cli/suppressions-import.ts'
import { suppressionsLift } from '../../../src/cli/suppressions-lift.ts'
import { suppressionsList } from '../../../src/cli/suppressions-list.ts'
import { callCommand } from '../../support/call-command.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'verdicts-suppressions-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('suppressions are imported, listed, exported and lifted', async () => {
  expect(await call(suppressionsList)).toEqual(['No address is suppressed.'])

  const file = join(folder, 'list.csv')
  await writeFile(file, 'address,reason\nada@lovelace.org,complaint\ngrace@lovelace.org,\nnobody,\n')
  expect(await call(suppressionsImport, [file])).toEqual([
    'suppressions: 2 added, 0 already there, 1 refused',
    `refused lines: see ${join(folder, 'list.refused.csv')}`,
  ])
  const today = (
    await database.db.selectFrom('suppression').select('createdAt').executeTakeFirstOrThrow()
  ).createdAt
    .toISOString()
    .slice(0, 10)
  expect(await call(suppressionsList)).toEqual([
    '        1 complaint',
    '        1 manual',
    '',
    `${today}  manual       g…@lovelace.org  file list.csv`,
    `${today}  complaint    a…@lovelace.org  file list.csv`,
  ])

  const output = join(folder, 'out.csv')
  await call(suppressionsExport, [], { output })
  expect(await readFile(output, 'utf8')).toMatch(
    /^address,reason,created_at,note\r\nada@lovelace\.org,complaint,/,
  )

  expect(await call(suppressionsLift, ['grace@lovelace.org'])).toEqual([
    `Lifted: manual since ${today}, file list.csv`,
  ])
  await expect(call(suppressionsLift, ['grace@lovelace.org'])).rejects.toThrow(
    'The address is not suppressed',
  )
  await expect(call(suppressionsLift, ['ada@lovelace.org'])).rejects.toThrow('Add --yes')
  expect(await call(suppressionsLift, ['ada@lovelace.org'], { yes: true })).toEqual([
    `Lifted: complaint since ${today}, file list.csv`,
  ])
})

test('wrong arguments are refused with what is expected', async () => {
  await expect(call(suppressionsLift, [])).rejects.toThrow('suppressions lift takes one ADDRESS')
  await expect(call(suppressionsLift, ['ada'])).rejects.toThrow("ADDRESS can't be read.")
  await expect(call(suppressionsImport, [])).rejects.toThrow('suppressions import takes one FILE')
})

async function call(command: Command, positionals: string[] = [], values: Invocation['values'] = {}) {
  const { printed } = await callCommand(command, {
    positionals,
    values,
    open: () => ({ ...database, by: 'command' }),
  })
  return printed
}
