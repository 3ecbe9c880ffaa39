import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../../db/migrate.ts'
import { createTestDatabase } from '../../support/database.ts'
import { outcomesByBatch } from '../../support/webhooks.ts'

test('what webhooks said before it was counted as it landed is counted', async () => {
  const { db } = await createTestDatabase({ empty: true })
  await migrate(db, '0029-content-indexes')
  await sql`
    insert into issue (number, subject, intro, status, send_at, time_zone) values (1, 'S', '', 'sending', now(), 'UTC');
    create table batch_1 partition of batch for values in (1);
    create table delivery_1 partition of delivery for values in (1);
    insert into batch (issue_number, number, status, settled_at, settled_by)
    select 1, number, 'accepted', now(), 'answer' from generate_series(1, 3) as number;
    insert into delivery (issue_number, subscriber_id, address, token_version, state, edition_number, batch_number, settled_at,
      delivered_at, delayed_at, bounced_at, bounce, complained_at, failed_at, suppressed_at)
    select 1, n, n || '@lovelace.org', 1, 'accepted', 1, n % 2 + 1, now(),
      case when n % 3 = 0 then now() end, case when n % 5 = 0 then now() end,
      case when n % 7 < 2 then now() end, (array['hard', 'soft'])[n % 7 + 1],
      case when n % 11 = 0 then now() end, case when n % 13 = 0 then now() end, case when n % 17 = 0 then now() end
    from generate_series(1, 200) as n`.execute(db)
  await migrate(db)
  const { counted, inLedger } = await outcomesByBatch({ db })
  expect(counted).toEqual(inLedger)
  expect(counted.get('1/3')).toMatchObject({ delivered: 0, failed: 0 })
  for (const outcome of Object.values(counted.get('1/1')!)) expect(outcome).toBeGreaterThan(0)
})
