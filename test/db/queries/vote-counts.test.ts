import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../../db/connect.ts'
import { migrate } from '../../../db/migrate.ts'
import { findComparison } from '../../../db/queries/comparison.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import type { Context } from '../../../src/context.ts'
import type { SubscriberStatus } from '../../../src/domain/subscriber.ts'
import { smallContent } from '../../actions/content/small-content.ts'
import { createTestContext } from '../../support/context.ts'
import { createTestDatabase } from '../../support/database.ts'
import { waiting } from '../../support/waiting.ts'
import { addSubscriber } from '../../web/support.ts'

let context: Context
let id: number
beforeEach(async () => {
  context = (await createTestContext()).context
  await importContent(context, smallContent)
  id = await addSubscriber(context, 'ada@lovelace.org', 'pending')
})

const vote = (db: Db = context.db) =>
  sql`insert into vote (tool_id, subscriber_id, verdict) select id, ${id}, 'ship' from tool`.execute(db)

async function become(status: SubscriberStatus, db: Db = context.db): Promise<void> {
  const endedAt = status === 'ended' ? new Date() : null
  await db.updateTable('subscriber').set({ status, endedAt, confirmedAt: new Date() }).execute()
}

async function counted(): Promise<number> {
  const comparison = await findComparison(context.db, 'quill-vs-inkwell')
  return comparison!.tools[0].communityVote.total
}

test('a vote counts while its subscriber is confirmed, whatever becomes of them', async () => {
  await vote()
  const seen: [SubscriberStatus, number][] = []
  for (const status of ['pending', 'confirmed', 'ended', 'pending', 'confirmed', 'pending'] as const) {
    await become(status)
    seen.push([status, await counted()])
  }
  expect(seen).toEqual([
    ['pending', 0],
    ['confirmed', 1],
    ['ended', 0],
    ['pending', 0],
    ['confirmed', 1],
    ['pending', 0],
  ])
})

test('a vote that is cast while its subscriber confirms counts', async () => {
  let cast: Promise<unknown> | undefined
  await context.db.transaction().execute(async (tx) => {
    await become('confirmed', tx)
    cast = vote()
    await expect.poll(() => waiting(context.db)).toBe(1)
  })
  await cast
  expect(await counted()).toBe(1)
})

test('a vote whose subscriber confirms while it is cast counts', async () => {
  let confirmed: Promise<unknown> | undefined
  await context.db.transaction().execute(async (tx) => {
    await vote(tx)
    confirmed = become('confirmed')
    await expect.poll(() => waiting(context.db)).toBe(1)
  })
  await confirmed
  expect(await counted()).toBe(1)
})

test('of the votes that were there before, those of confirmed subscribers count', async () => {
  const { db } = await createTestDatabase({ empty: true })
  await migrate(db, '0012-preferences')
  await sql`
    insert into tool (slug) values ('quill');
    insert into subscriber (address, address_key, status, confirmed_at, ended_at) values
      ('a', 'a', 'pending', null, null), ('b', 'b', 'confirmed', now(), null), ('c', 'c', 'ended', now(), now());
    insert into vote (tool_id, subscriber_id, verdict) select tool.id, subscriber.id, 'ship' from tool, subscriber`.execute(
    db,
  )
  await migrate(db)
  const rows = await db
    .selectFrom('vote')
    .select(['subscriberId', 'counts'])
    .orderBy('subscriberId')
    .execute()
  expect(rows.map(({ counts }) => counts)).toEqual([false, true, false])
})
