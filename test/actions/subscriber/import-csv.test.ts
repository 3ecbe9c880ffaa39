import { expect, test } from 'vitest'
import { readCsv } from '../../../src/lists/read-csv.ts'
import { readTime } from '../../../src/lists/read-time.ts'
import { createTestDatabase } from '../../support/database.ts'
import { importText, inPieces } from './lists.ts'

test('commas, semicolons and tabs, a byte order mark, every line end and quoted breaks are read', async () => {
  expect(await read('\uFEFFemail;name\r\na@x.org;"A; B\r\nC ""D"""\r\n\r\n ; \r\nb@x.org; B ')).toEqual([
    [1, 'email', 'name'],
    [2, 'a@x.org', 'A; B\nC "D"'],
    [6, 'b@x.org', 'B'],
  ])
  expect(await read('email\tname\rA@x.org\t\rb@x.org\tB\textra\n"c@x.org"')).toEqual([
    [1, 'email', 'name'],
    [2, 'A@x.org', ''],
    [3, 'b@x.org', 'B', 'extra'],
    [4, 'c@x.org'],
  ])
  expect(await read('"e;mail",name\nä@x.org,Ü\n')).toEqual([
    [1, 'e;mail', 'name'],
    [2, 'ä@x.org', 'Ü'],
  ])
})

test('a stray quote spoils no other line', async () => {
  expect(await read('email,name\na@x.org,"A" x\nb@x.org,6" b\nc@x.org,"Ann "Nan" Lee"\nd@x.org,D\n')).toEqual(
    [
      [1, 'email', 'name'],
      [2, 'a@x.org', '"A" x'],
      [3, 'b@x.org', '6" b'],
      [4, 'c@x.org', '"Ann "Nan" Lee"'],
      [5, 'd@x.org', 'D'],
    ],
  )
})

test('a quote that is never closed stops the import, with its line, and nothing is imported', async () => {
  const { db } = await createTestDatabase()
  const list = 'email,name\nada@lovelace.org,"A\nB"\n\ngrace@lovelace.org,"Grace\njoan@lovelace.org,Joan\n'
  expect((await importText(db, list)).imported).toEqual({
    outcome: 'unreadable',
    problem: 'A quote (") opens on line 5 and is never closed. Close or remove it, and import again.',
  })
  expect(await db.selectFrom('subscriber').selectAll().execute()).toEqual([])

  const endless = `email,name\nada@lovelace.org,"${'x'.repeat(2_000_000)}\n`
  const { imported } = await importText(db, '', { input: inPieces(endless, 65_536) })
  expect(imported).toMatchObject({ outcome: 'unreadable', problem: expect.stringContaining('line 2') })
})

test('a ZIP archive and UTF-16 text are refused with what to do', async () => {
  const { db } = await createTestDatabase()
  expect((await importText(db, 'PK\x03\x04…')).imported).toMatchObject({
    outcome: 'unreadable',
    problem: expect.stringContaining('Unpack it'),
  })
  const utf16 = Buffer.from('\uFEFFemail\n', 'utf16le')
  expect((await importText(db, utf16)).imported).toMatchObject({
    outcome: 'unreadable',
    problem: expect.stringContaining('UTF-8'),
  })
})

test('malformed addresses are refused with the lines they begin on', async () => {
  const { db } = await createTestDatabase()
  const { counts, refused } = await importText(
    db,
    Buffer.concat([
      Buffer.from(
        'name,email\r\n"Two\r\nlines",ada@lovelace.org\r\nNo address\r\n\r\n"Three\r\n\r\nlines",nobody\r\n',
      ),
      Buffer.from('Latin-1,f\xe9e@lovelace.org\r\nReserved,ada@example.com\r\n', 'latin1'),
    ]),
  )
  expect(counts).toEqual({ added: 1, refused: 4 })
  expect(refused).toEqual([
    { line: 4, address: '', reason: 'The address is empty.' },
    {
      line: 6,
      address: 'nobody',
      reason: 'An address has a name, an @ and a domain, like ada@lovelace.org.',
    },
    {
      line: 9,
      address: 'f\uFFFDe@lovelace.org',
      reason: 'The address is not UTF-8 text. Save the file as UTF-8.',
    },
    {
      line: 10,
      address: 'ada@example.com',
      reason: 'example.com is set aside for examples and receives no mail.',
    },
  ])
})

test('times are read as the exports write them, and no others', () => {
  const read = (text: string) => readTime(text)?.toISOString()
  expect(read('2023-04-21 11:16:57')).toBe('2023-04-21T11:16:57.000Z')
  expect(read('2023-03-24 10:23:10 UTC')).toBe('2023-03-24T10:23:10.000Z')
  expect(read('2018-08-27T15:06:27.713Z')).toBe('2018-08-27T15:06:27.713Z')
  expect(read('2018-08-27T15:06+02:00')).toBe('2018-08-27T13:06:00.000Z')
  expect(read('2025-01-01')).toBe('2025-01-01T00:00:00.000Z')
  for (const other of ['', '4/5/2023', '2023', '2023-13-01', '0000-00-00 00:00:00', '1679654590']) {
    expect(readTime(other)).toBeUndefined()
  }
})

async function read(text: string) {
  const records = []
  for await (const { line, cells } of readCsv(inPieces(text))) records.push([line, ...cells])
  return records
}
