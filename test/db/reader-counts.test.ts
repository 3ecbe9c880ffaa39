import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { createReaderCounts } from '../../db/queries/reader-counts.ts'
import { createTestDatabase } from '../support/database.ts'

const { db } = await createTestDatabase()

beforeEach(async () => {
  await db.deleteFrom('subscriber').execute()
  await add('first@lovelace.org')
})

async function add(address: string) {
  await sql`
    insert into subscriber (address, address_key, status, confirmed_at, selection_id)
    values (${address}, ${address}, 'confirmed', now(), 1)`.execute(db)
}

test('readers are counted anew only after a while, by however many are waiting', async () => {
  const counts = createReaderCounts({ keptMs: 3_600_000 })
  expect(await Promise.all([counts.of(db), counts.of(db)])).toEqual([new Map([[1, 1]]), new Map([[1, 1]])])
  await add('second@lovelace.org')
  expect(await counts.of(db)).toEqual(new Map([[1, 1]]))
  expect(await createReaderCounts({ keptMs: 0 }).of(db)).toEqual(new Map([[1, 2]]))
})

test('a count that failed is not kept', async () => {
  const counts = createReaderCounts({ keptMs: 3_600_000 })
  const failing = db.transaction().execute(async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    await counts.of(tx)
  })
  await expect(failing).rejects.toThrow(/aborted/)
  expect(await counts.of(db)).toEqual(new Map([[1, 1]]))
})
