import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { createTestDatabase } from '../support/database.ts'

test('a database made by an older version is upgraded with its data', async () => {
  const { db } = await createTestDatabase({ empty: true })
  await migrate(db, '0003-subscribers')
  await sql`insert into subscriber (address, address_key, status) values ('Ada@lovelace.org', 'ada@lovelace.org', 'pending')`.execute(
    db,
  )

  await migrate(db)

  const subscribers = await db.selectFrom('subscriber').select(['address', 'status']).execute()
  expect(subscribers).toEqual([{ address: 'Ada@lovelace.org', status: 'pending' }])
  expect(await db.selectFrom('issue').selectAll().execute()).toEqual([])
})

test('starts that migrate at once wait for each other', async () => {
  const { db } = await createTestDatabase({ empty: true })
  await Promise.all([migrate(db), migrate(db), migrate(db)])
  expect(await db.selectFrom('installation').select('id').execute()).toHaveLength(1)
})
