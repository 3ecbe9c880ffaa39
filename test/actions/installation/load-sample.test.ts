import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { loadSample } from '../../../src/actions/installation/load-sample.ts'
import { createTestDatabase } from '../../support/database.ts'

test.each(['2026-11-20', '2028-03-01'])(
  'what the sample says was checked some days before %s',
  async (today) => {
    const { db } = await createTestDatabase()
    await sql`update clock set shift = ${`${today}T12:00Z`}::timestamptz - now()`.execute(db)
    expect(await loadSample({ db })).toBe('loaded')
    const { rows } = await sql<{ ago: number; things: number }>`
    select ${today}::date - checked_on as ago, count(*)::int as things
    from (select price_checked_on from tool_version union all select checked_on from tool_claim) as said (checked_on)
    group by ago order by ago`.execute(db)
    expect(rows.map(({ ago, things }) => [ago, things])).toEqual([
      [3, 3],
      [4, 3],
      [5, 3],
      [6, 6],
    ])
  },
)
