import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { audienceOf, countAudience, findPortion } from '../../db/queries/audience.ts'
import { createReaderCounts } from '../../db/queries/reader-counts.ts'
import { createTestDatabase } from '../support/database.ts'

const { db } = await createTestDatabase()

test('what is counted beforehand, and shown of one reader, is what is frozen', async () => {
  await sql`
    insert into subscriber (address, address_key, status, confirmed_at, ended_at, selection_id, paused_until)
    select address, address, status, confirmed_at, case when status = 'ended' then now() end, 1, paused_until
    from (values
      ('plain@lovelace.org', 'confirmed', now(), null::date),
      ('another@lovelace.org', 'confirmed', now(), '2026-01-01'),
      ('paused@lovelace.org', 'confirmed', now(), '2999-01-01'),
      ('suppressed@lovelace.org', 'confirmed', now(), null),
      ('both@lovelace.org', 'confirmed', now(), '2999-01-01'),
      ('lifted@lovelace.org', 'confirmed', now(), null),
      ('ended@lovelace.org', 'ended', now(), null),
      ('pending@lovelace.org', 'pending', null, null)
    ) as reader (address, status, confirmed_at, paused_until)`.execute(db)
  await sql`
    insert into suppression (address, address_key, reason, lifted_at)
    select address, address, 'manual', case when address like 'lifted%' then now() end
    from subscriber where address ~ '^(suppressed|both|lifted|ended)@'`.execute(db)
  const audience = {
    choices: [{ selectionId: 1, editionNumber: 1, exclusion: null }],
    day: '2026-11-29',
    cancelled: [],
  }
  const readers = await createReaderCounts({ keptMs: 0 }).of(db)
  expect((await countAudience(db, audience, readers)).sort((a, b) => b.readers - a.readers)).toEqual([
    { editionNumber: 1, exclusion: null, readers: 3 },
    { editionNumber: null, exclusion: 'suppressed', readers: 2 },
    { editionNumber: null, exclusion: 'paused', readers: 1 },
  ])
  const { rows } = await sql<{ id: number; address: string; exclusion: string | null }>`
    ${audienceOf(audience)} order by id`.execute(db)
  expect(rows.map(({ address, exclusion }) => [address.split('@')[0], exclusion])).toEqual([
    ['plain', null],
    ['another', null],
    ['paused', 'paused'],
    ['suppressed', 'suppressed'],
    ['both', 'suppressed'],
    ['lifted', null],
  ])
  for (const { id, exclusion } of rows)
    expect((await findPortion(db, audience, id))?.exclusion).toBe(exclusion)
})
