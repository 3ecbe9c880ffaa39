import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { attachLedgerTables, createLedgerTables } from '../../db/queries/ledger-tables.ts'
import { createTestDatabase } from '../support/database.ts'

test('schema.ts names the tables and views that the migrations make', async () => {
  const { db } = await createTestDatabase()
  const tables = await db.introspection.getTables()
  const source = readFileSync(new URL('../../db/schema.ts', import.meta.url), 'utf8')
  const body = source.slice(source.indexOf('interface Database {'), source.indexOf('\n}'))
  const named = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
  const parents = tables.filter(({ name }) => !name.startsWith('delivery_event_'))
  expect(parents.map(({ name }) => camelCase(name)).sort()).toEqual(named.sort())
})

test('one issue and one subscriber have one delivery, in one state', async () => {
  const { db } = await createTestDatabase()
  const subscriber = {
    address: 'a@lovelace.org',
    addressKey: 'a@lovelace.org',
    status: 'confirmed',
    confirmedAt: new Date(),
  } as const
  const { id: subscriberId } = await db
    .insertInto('subscriber')
    .values(subscriber)
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('issue').values({ number: 1, subject: 'S', intro: '' }).execute()
  await sql`
    insert into frozen_issue (issue_number, mail_from, list_id, site_url, link_key_id, link_key)
    values (1, '', '', '', '', '');
    insert into edition (issue_number, number, subject, format, fragments) values (1, 1, 'S', 'html', '{1}')`.execute(
    db,
  )
  await createLedgerTables(db, 1)
  await attachLedgerTables(db, 1)
  await db.insertInto('batch').values({ issueNumber: 1, number: 1 }).execute()
  const delivery = {
    issueNumber: 1,
    subscriberId,
    address: 'a@lovelace.org',
    tokenVersion: 1,
    editionNumber: 1,
    batchNumber: 1,
  }
  const insert = (row: object) =>
    db
      .insertInto('delivery')
      .values({ ...delivery, state: 'to-send', ...row })
      .execute()

  await expect(insert({ state: 'sent', settledAt: new Date() })).rejects.toThrow('delivery_state_check')
  await expect(insert({ state: 'excluded', settledAt: new Date() })).rejects.toThrow('check')
  await expect(insert({ state: 'unknown', providerId: 'x' })).rejects.toThrow('check')
  await expect(insert({ batchNumber: 2 })).rejects.toThrow('delivery_1_issue_number_batch_number_fkey')
  await expect(insert({ editionNumber: 2 })).rejects.toThrow('delivery_1_issue_number_edition_number_fkey')
  await expect(insert({ editionNumber: null })).rejects.toThrow('check')
  await expect(insert({ state: 'to-send', exclusion: 'ended' })).rejects.toThrow('check')
  await expect(insert({ state: 'to-send', batchNumber: null })).rejects.toThrow('check')
  await expect(insert({ state: 'accepted', providerId: 'x' })).rejects.toThrow('check')
  await insert({})
  await expect(insert({})).rejects.toThrow('delivery_1_pkey')
})

function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
