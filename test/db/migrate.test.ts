import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { findFrozenIssue } from '../../db/queries/frozen-issue.ts'
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

test('what was sent, and what was unknown, before batches had a table of states is kept', async () => {
  const { db } = await createTestDatabase({ empty: true })
  await migrate(db, '0006-pulse')
  await sql`
    insert into subscriber (address, address_key, status, confirmed_at)
    select reader || '@lovelace.org', reader || '@lovelace.org', 'confirmed', now()
    from unnest('{a,b,c,d}'::text[]) as reader;
    insert into issue (number, subject, intro, status, send_at, time_zone)
    values (1, 'S', '', 'sending', now(), 'UTC'), (2, 'S', '', 'draft', null, null);
    insert into batch (issue_number, number, status, attempted_at, settled_at)
    values (1, 1, 'accepted', now(), now()), (1, 2, 'unknown', now(), null), (1, 3, 'prepared', null, null);
    insert into delivery (issue_number, subscriber_id, address, token_version, state, exclusion, batch_number,
      provider_id, settled_at)
    select 1, id, address, 1,
      (array['accepted', 'unknown', 'to-send', 'excluded'])[id],
      case id when 4 then 'suppressed' end, case when id < 4 then id end, case id when 1 then 'an-id' end,
      case when id in (1, 4) then now() end
    from subscriber;
    insert into frozen_issue (issue_number, subject, mail_from, list_id, site_url, link_key_id, link_key)
    values (1, 'Frozen', '', '', '', '', '');
    insert into fragment (issue_number, position, kind, html, text)
    values (1, 1, 'frame-head', 'a', 'a'), (1, 2, 'comparison', 'b', 'b'), (1, 3, 'frame-foot', 'c', 'c')`.execute(
    db,
  )

  await migrate(db)

  const batches = await db.selectFrom('batch').select(['number', 'status']).orderBy('number').execute()
  expect(batches.map(({ status }) => status)).toEqual(['accepted', 'parked', 'prepared'])
  const deliveries = await db.selectFrom('delivery').selectAll().orderBy('subscriberId').execute()
  expect(deliveries.map(({ state }) => state)).toEqual(['accepted', 'unknown', 'to-send', 'excluded'])
  expect(deliveries[0]).toMatchObject({ providerId: 'an-id', address: 'a@lovelace.org', editionNumber: 1 })
  const frozen = await findFrozenIssue(db, 1)
  expect(frozen?.editions).toEqual([{ number: 1, subject: 'Frozen', format: 'html', fragments: [1, 2, 3] }])
  expect(frozen?.fragments.map(({ kind }) => kind)).toEqual(['opening', 'comparison', 'foot'])
  await expect(
    sql`update delivery set state = 'excluded', exclusion = 'paused', settled_at = now()
      where subscriber_id = 3`.execute(db),
  ).resolves.toBeDefined()
})
