import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../support/database.ts'

/**
 * Every column that names a subscriber or holds an address. Whoever adds one says what becomes of it: a download
 * shows it (db/queries/download.ts), and an erasure deletes it or leaves a number or a hash
 * (db/queries/erasure.ts, db/queries/ledger-erase.ts).
 */
const PERSONAL = [
  'consent.subscriber_id',
  'delivery.address',
  'delivery.subscriber_id',
  'delivery_event.subscriber_id',
  'errand.address',
  'errand.address_key',
  'errand.subscriber_id',
  'erasure.subscriber_id',
  'issue_copy.subscriber_id',
  'outbox.address_key',
  'outbox.subscriber_id',
  'subscriber.address',
  'subscriber.address_key',
  'suppression.address',
  'suppression.address_key',
  'vote.subscriber_id',
]

/** What is kept of editors, who are told in docs/PRIVACY.md what stays of them. */
const OF_EDITORS = ['editor.address', 'editor.address_verified', 'editor_session.ip_address']

test('every column that is about a person is known to download and erasure', async () => {
  const { db } = await createTestDatabase()
  const { rows } = await sql<{ name: string }>`
    select relname || '.' || attname as name
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and attnum > 0
      and (attname ~ 'address|subscriber|email$|recipient|reader' or attname = 'to')`.execute(db)
  expect(rows.map(({ name }) => name).sort()).toEqual([...PERSONAL, ...OF_EDITORS].toSorted())
})
