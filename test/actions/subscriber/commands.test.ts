import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Command, Invocation } from '../../../src/cli/command.ts'
import { importProgress } from '../../../src/cli/import-progress.ts'
import { subscribersExport } from '../../../src/cli/subscribers-export.ts'
import { subscribersImport } from '../../../src/cli/subscribers-import.ts'
import { callCommand } from '../../support/call-command.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { CONSENT } from './lists.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdicts-lists-'))
  return () => rm(folder, { recursive: true })
})

test('an import says what became of every row, and where the refused ones are', async () => {
  const file = await list(
    'bring.csv',
    'email,status\nada@lovelace.org,active\nnobody,active\n=x@lovelace.org,odd\n',
  )
  const { printed } = await call(subscribersImport, [file], { consent: CONSENT })

  const report = join(folder, 'bring.refused.csv')
  expect(printed.map((line) => line.replace(/[\d.]+ s$/, '… s'))).toEqual([
    'CSV file bring.csv: 3 rows in … s',
    '        1 added',
    '        0 confirmed, pending until now',
    '        0 already there',
    '        0 kept as ended: left here before, or suppressed',
    '        0 ended: unsubscribed on the list',
    '        0 suppressed: bounced, invalid or complained on the list',
    '        0 repeated on the list',
    `        2 refused: see ${report}`,
  ])
  expect((await readFile(report, 'utf8')).split('\r\n')).toEqual([
    'line,address,reason',
    '3,nobody,"An address has a name, an @ and a domain, like ada@lovelace.org."',
    `4,'=x@lovelace.org,"The status ""odd"" is not one that is known here."`,
    '',
  ])
  expect((await stat(report)).mode & 0o777).toBe(0o600)
})

test('a report is written only for refusals, and over no other file', async () => {
  const good = await list('good.csv', 'email\nada@lovelace.org\n')
  await call(subscribersImport, [good], { consent: CONSENT })
  expect(await readdir(folder)).toEqual(['good.csv'])

  const bad = await list('bad.csv', 'email\nnobody\n')
  await call(subscribersImport, [bad], { consent: CONSENT })
  await call(subscribersImport, [bad], { consent: CONSENT })
  await call(subscribersImport, [bad], { consent: CONSENT, report: join(folder, 'good.csv') })
  expect((await readdir(folder)).sort()).toEqual([
    'bad.csv',
    'bad.refused-2.csv',
    'bad.refused.csv',
    'good-2.csv',
    'good.csv',
  ])
})

test('an import that comes to nothing leaves no report', async () => {
  const broken = await list('broken.csv', 'email\nnobody\n"ada@lovelace.org\n')
  await expect(call(subscribersImport, [broken], { consent: CONSENT })).rejects.toMatchObject({
    name: 'CommandError',
    message:
      'Nothing was imported from broken.csv. A quote (") opens on line 3 and is never closed. Close or remove it, and import again.',
  })
  expect(await readdir(folder)).toEqual(['broken.csv'])
})

test('without a statement of consent nothing is imported, and the command says why', async () => {
  const file = await list('list.csv', 'email\nada@lovelace.org\n')
  const closed = () => {
    throw new Error('opened')
  }
  const missing =
    /^--consent is missing\. Everyone on the list is recorded with where their consent came from/
  await expect(call(subscribersImport, [file], {}, closed)).rejects.toThrow(missing)
  await expect(call(subscribersImport, [file], { consent: '   ' }, closed)).rejects.toThrow(missing)
  await expect(call(subscribersImport, [file], { consent: 'opted in' }, closed)).rejects.toThrow(
    '--consent is shorter than 10 characters',
  )
})

test('a header that is not known is refused with what it has, addresses left out', async () => {
  const file = await list('bare.csv', 'ada@lovelace.org,Ada\n')
  const error: Error = await call(subscribersImport, [file], { consent: CONSENT }).catch((reason) => reason)
  expect(error.message).toContain('It has: (an address), Ada\n')
  expect(error.message).toContain('  Mailchimp: CLEAN_TIME, one of email_address | email')
  expect(error.message).toContain('  beehiiv: email, status, created_at, email\n')
})

test('missing files, folders and arguments are refused', async () => {
  const consent = { consent: CONSENT }
  const none = join(folder, 'none.csv')
  await expect(call(subscribersImport, [none], consent)).rejects.toThrow('there is no such file')
  await expect(call(subscribersImport, [folder], consent)).rejects.toThrow('it is a directory')
  await expect(call(subscribersImport, [], consent)).rejects.toThrow('subscribers import takes one FILE')
  await expect(call(subscribersExport, [], { status: 'active' })).rejects.toThrow(
    '--status active is not one',
  )
})

test('an export goes to a new file that only its owner reads, or is printed', async () => {
  const file = await list('list.csv', 'email\nada@lovelace.org\n')
  await call(subscribersImport, [file], { consent: CONSENT })
  const output = join(folder, 'out.csv')
  const { noted } = await call(subscribersExport, [], { output, status: 'confirmed' })
  expect(noted).toEqual([`Wrote 1 subscribers to ${output}`])
  expect((await stat(output)).mode & 0o777).toBe(0o600)

  const { printed } = await call(subscribersExport, [], { status: 'confirmed' })
  expect(`${printed.join('\n')}\n`).toBe(await readFile(output, 'utf8'))
  await expect(call(subscribersExport, [], { output })).rejects.toThrow('it exists. Name a new file.')
})

test('progress is a bar on a terminal, and elsewhere a line every 20,000 rows', () => {
  const file = { name: 'list.csv', input: (async function* () {})(), share: () => 0.5 }
  const written: string[] = []
  const terminal = { isTTY: true, write: (text: string) => written.push(text) }
  const bar = importProgress(file, () => undefined, terminal as unknown as NodeJS.WriteStream)
  bar.rows(5_000)
  expect(written[0]).toMatch(/^\r\[#{12}-{12}\] 50 % {2}5,000 rows, [\d,]+ a second/)

  const noted: string[] = []
  const lines = importProgress(file, (line) => noted.push(line), { isTTY: false } as NodeJS.WriteStream)
  for (let rows = 5_000; rows <= 45_000; rows += 5_000) lines.rows(rows)
  expect(noted.map((line) => line.split(',', 2).join())).toEqual(['20,000 rows', '40,000 rows'])
})

async function list(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

function call(
  command: Command,
  positionals: string[],
  values: Invocation['values'] = {},
  open: () => unknown = () => ({ ...database, by: 'command' }),
) {
  return callCommand(command, { positionals, values, open })
}
