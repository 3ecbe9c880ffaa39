import { expect, test } from 'vitest'
import { exportSubscribers } from '../../../src/actions/subscriber/export.ts'
import type { SubscriberStatus } from '../../../src/domain/subscriber.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { importText, statuses } from './lists.ts'

const LIST = `email,status,created_at,unsubscribed_at
ada@lovelace.org,active,2019-01-01,
=1+1@lovelace.org,active,2019-01-02,
'quoted@lovelace.org,active,2019-01-03,
''=x@lovelace.org,active,2019-01-03,
-minus@lovelace.org,active,2019-01-03,
left@lovelace.org,unsubscribed,2019-01-01,2020-02-02
`

test('an export imported into an empty database restores who is confirmed and who left, and since when', async () => {
  const [from, to] = [await createTestDatabase(), await createTestDatabase()]
  await importText(from.db, LIST)
  const csv = await exported(from)

  const { imported, counts } = await importText(to.db, csv)
  expect(imported).toMatchObject({ format: 'Weekly Verdicts' })
  expect(counts).toEqual({ added: 5, ended: 1 })
  expect(await statuses(to.db)).toEqual(await statuses(from.db))
  expect(await exported(to)).toBe(csv)
})

test('cells that a spreadsheet would run are guarded, and the guard comes off again', async () => {
  const database = await createTestDatabase()
  await importText(database.db, LIST)
  const addresses = (await exported(database)).split('\r\n').map((line) => line.split(',')[0])
  expect(addresses).toEqual([
    'address',
    'left@lovelace.org',
    'ada@lovelace.org',
    "'=1+1@lovelace.org",
    "''quoted@lovelace.org",
    "''=x@lovelace.org",
    "'-minus@lovelace.org",
    '',
  ])
  expect(await statuses(database.db)).toHaveProperty(["'=x@lovelace.org"], 'confirmed')
})

test('only those of a status are exported when it is named', async () => {
  const database = await createTestDatabase()
  await importText(database.db, LIST)
  expect(await exported(database, 'ended')).toContain('\r\nleft@lovelace.org,ended,')
  expect((await exported(database, 'confirmed')).split('\r\n')).toHaveLength(7)
  expect((await exported(database, 'pending')).split('\r\n')).toHaveLength(2)
})

test('a long list is exported whole', async () => {
  const database = await createTestDatabase()
  await importText(
    database.db,
    `email\n${Array.from({ length: 5_001 }, (_, i) => `r${i}@lovelace.org\n`).join('')}`,
  )
  expect((await exported(database)).split('\r\n')).toHaveLength(5_003)
})

async function exported({ db }: TestDatabase, status?: SubscriberStatus): Promise<string> {
  const pieces: string[] = []
  await exportSubscribers({ db, by: 'command' }, { status, write: async (piece) => void pieces.push(piece) })
  return pieces.join('')
}
