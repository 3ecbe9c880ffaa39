import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { isSuppressed } from '../../../db/queries/suppression.ts'
import type { Database } from '../../../db/schema.ts'
import { exportSuppressions } from '../../../src/actions/suppression/export.ts'
import { importSuppressions } from '../../../src/actions/suppression/import.ts'
import { liftSuppression } from '../../../src/actions/suppression/lift.ts'
import { listSuppressions } from '../../../src/actions/suppression/list.ts'
import type { RefusedLine } from '../../../src/lists/read-address.ts'
import { createTestDatabase } from '../../support/database.ts'
import { inPieces } from '../subscriber/lists.ts'

const LIST = `E-mail;Reason
bounced@lovelace.org;hard-bounce
angry@lovelace.org;Complaint
plain@lovelace.org;
PLAIN@lovelace.org;complaint
nobody;manual
odd@lovelace.org;boring
`

test('addresses are suppressed for their reason, or by hand, and what is wrong is refused', async () => {
  const { db } = await createTestDatabase()
  const { imported, refused } = await bring(db, LIST)
  expect(imported).toEqual({ outcome: 'imported', rows: 6, added: 3, alreadyThere: 1, refused: 2 })
  expect(refused).toEqual([
    { line: 6, address: 'nobody', reason: expect.stringContaining('An address has a name') },
    {
      line: 7,
      address: 'odd@lovelace.org',
      reason: 'The reason "boring" is not one of hard-bounce, complaint, cleaned, manual.',
    },
  ])
  const rows = await db
    .selectFrom('suppression')
    .select(['addressKey', 'reason', 'note'])
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { addressKey: 'bounced@lovelace.org', reason: 'hard-bounce', note: 'file list.csv' },
    { addressKey: 'angry@lovelace.org', reason: 'complaint', note: 'file list.csv' },
    { addressKey: 'plain@lovelace.org', reason: 'manual', note: 'file list.csv' },
  ])
  expect((await bring(db, LIST)).imported).toMatchObject({ added: 0, alreadyThere: 4 })
})

test('a file without a column of addresses, or that fails half-way, suppresses nobody', async () => {
  const { db } = await createTestDatabase()
  expect((await bring(db, 'name\nAda\n')).imported).toEqual({ outcome: 'unknown-header', header: ['name'] })
  expect((await bring(db, 'email\nada@lovelace.org\n"grace\n')).imported).toMatchObject({
    outcome: 'unreadable',
    problem: expect.stringContaining('line 3'),
  })
  expect((await listSuppressions({ db })).counts).toEqual([])
})

test('a suppression is lifted and stays as history', async () => {
  const { db } = await createTestDatabase()
  await bring(db, LIST)
  expect(await liftSuppression({ db, by: 'command' }, { address: ' Bounced@LOVELACE.org' })).toEqual({
    outcome: 'lifted',
    reason: 'hard-bounce',
    note: 'file list.csv',
    since: expect.any(Date),
  })
  expect(await isSuppressed(db, 'bounced@lovelace.org')).toBe(false)
  const lifted = await db
    .selectFrom('suppression')
    .select('addressKey')
    .where('liftedAt', 'is not', null)
    .execute()
  expect(lifted).toEqual([{ addressKey: 'bounced@lovelace.org' }])
  expect(await liftSuppression({ db, by: 'command' }, { address: 'bounced@lovelace.org' })).toEqual({
    outcome: 'not-suppressed',
  })
  expect(await liftSuppression({ db, by: 'command' }, { address: 'bounced' })).toMatchObject({
    outcome: 'invalid',
  })
})

test('a complaint is lifted only when that is meant', async () => {
  const { db } = await createTestDatabase()
  await bring(db, LIST)
  const address = 'angry@lovelace.org'
  expect(await liftSuppression({ db, by: 'command' }, { address })).toMatchObject({ outcome: 'complaint' })
  expect(await isSuppressed(db, address)).toBe(true)
  expect(await liftSuppression({ db, by: 'command' }, { address, evenComplaint: true })).toMatchObject({
    outcome: 'lifted',
  })
  expect(await isSuppressed(db, address)).toBe(false)
})

test('the list counts reasons and masks addresses', async () => {
  const { db } = await createTestDatabase()
  await bring(db, `${LIST}more@lovelace.org;complaint\n`)
  const { counts, newest } = await listSuppressions({ db })
  expect(counts).toEqual([
    { reason: 'complaint', count: 2 },
    { reason: 'hard-bounce', count: 1 },
    { reason: 'manual', count: 1 },
  ])
  expect(newest.map(({ address }) => address)).toEqual([
    'm…@lovelace.org',
    'p…@lovelace.org',
    'a…@lovelace.org',
    'b…@lovelace.org',
  ])
})

test('an export holds those in force, and importing it elsewhere suppresses the same', async () => {
  const [{ db }, other] = [await createTestDatabase(), await createTestDatabase()]
  await bring(db, LIST)
  await liftSuppression({ db, by: 'command' }, { address: 'plain@lovelace.org' })
  const csv = await exported(db)
  expect(csv.split('\r\n').map((line) => line.split(',').slice(0, 2).join())).toEqual([
    'address,reason',
    'bounced@lovelace.org,hard-bounce',
    'angry@lovelace.org,complaint',
    '',
  ])
  await bring(other.db, csv)
  expect((await listSuppressions({ db: other.db })).counts).toEqual((await listSuppressions({ db })).counts)
})

async function bring(db: Kysely<Database>, text: string) {
  const refused: RefusedLine[] = []
  const imported = await importSuppressions(
    { db, by: 'command' },
    { input: inPieces(text), file: 'list.csv', onRefused: async (lines) => void refused.push(...lines) },
  )
  return { imported, refused }
}

async function exported(db: Kysely<Database>): Promise<string> {
  const pieces: string[] = []
  await exportSuppressions({ db, by: 'command' }, { write: async (piece) => void pieces.push(piece) })
  return pieces.join('')
}
