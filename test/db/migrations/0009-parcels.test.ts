import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../../db/migrate.ts'
import { createTestDatabase } from '../../support/database.ts'

test('mails of an older outbox wait on, and of those that may have been accepted nobody knows', async () => {
  const { db } = await createTestDatabase({ empty: true })
  await migrate(db, '0007-accounted-send')
  await sql`
    insert into outbox (kind, address_key, mail, status, lease_until, maybe_accepted_at, provider_id, settled_at)
    values
      ('waiting', 'a@b.org', '{}', 'queued', null, null, null, null),
      ('doubtful', 'a@b.org', '{}', 'queued', null, now(), null, null),
      ('leaving', 'a@b.org', '{}', 'submitting', now(), null, null, null),
      ('accepted', 'a@b.org', null, 'accepted', null, null, 'x', now()),
      ('rejected', 'a@b.org', null, 'rejected', null, null, null, now()),
      ('unknown', 'a@b.org', null, 'unknown', null, now(), null, now())`.execute(db)

  await migrate(db)

  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'kind', 'status', 'mail', 'parcelId', 'providerId'])
    .orderBy('id')
    .execute()
  const none = { mail: null, parcelId: null, providerId: null }
  expect(rows).toEqual([
    { ...none, id: 1, kind: 'waiting', status: 'queued', mail: {} },
    { ...none, id: 2, kind: 'doubtful', status: 'unknown' },
    { ...none, id: 3, kind: 'leaving', status: 'unknown' },
    { ...none, id: 4, kind: 'accepted', status: 'accepted', providerId: 'x' },
    { ...none, id: 5, kind: 'rejected', status: 'rejected' },
    { ...none, id: 6, kind: 'unknown', status: 'unknown' },
  ])
})
