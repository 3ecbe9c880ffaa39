import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../../db/schema.ts'
import type { SubscriberStatus } from '../../../src/domain/subscriber.ts'
import { createTestDatabase } from '../../support/database.ts'
import { CONSENT, importText, inPieces, statuses } from './lists.ts'

test('an active row becomes a confirmed subscriber, with the consent it was brought along with', async () => {
  const { db } = await createTestDatabase()
  const { counts } = await importText(db, 'email,created_at\nAda@Lovelace.org,2019-03-04 05:06:07\n')

  expect(counts).toEqual({ added: 1 })
  expect(await db.selectFrom('subscriber').selectAll().executeTakeFirst()).toMatchObject({
    address: 'Ada@lovelace.org',
    addressKey: 'ada@lovelace.org',
    status: 'confirmed',
    createdAt: new Date('2019-03-04T05:06:07Z'),
    confirmedAt: new Date('2019-03-04T05:06:07Z'),
    endedAt: null,
  })
  expect(await db.selectFrom('consent').selectAll().execute()).toMatchObject([
    { kind: 'imported', source: 'CSV file list.csv', statement: CONSENT },
  ])
})

test('a time that is missing, not one, or to come is taken for now', async () => {
  const { db } = await createTestDatabase()
  const times = { ada: '', grace: '4/5/2019', joan: '2049-01-01', mary: '0000-00-00 00:00:00' }
  const rows = Object.entries(times).map(([name, time]) => `${name}@lovelace.org,${time}\n`)
  await importText(db, `email,created_at\n${rows.join('')}`)

  const { rows: ages } = await sql<{ now: boolean }>`
    select confirmed_at between clock_now() - interval '1 minute' and clock_now() as now
    from subscriber`.execute(db)
  expect(ages).toEqual([{ now: true }, { now: true }, { now: true }, { now: true }])
})

test('importing a list again changes nothing', async () => {
  const { db } = await createTestDatabase()
  const list =
    'email,status\nada@lovelace.org,active\ngone@lovelace.org,unsubscribed\nbad@lovelace.org,bounced\n'
  expect((await importText(db, list)).counts).toEqual({ added: 1, ended: 1, suppressed: 1 })
  const before = await everything(db)

  expect((await importText(db, list)).counts).toEqual({ alreadyThere: 3 })
  expect(await everything(db)).toEqual(before)
})

test('who left here is not revived, and who is suppressed is not confirmed', async () => {
  const { db } = await createTestDatabase()
  await subscribe(db, 'left@lovelace.org', 'ended')
  await subscribe(db, 'waiting@lovelace.org', 'pending')
  await suppress(db, 'waiting@lovelace.org')
  await suppress(db, 'stranger@lovelace.org')

  const { counts } = await importText(
    db,
    'email\nLEFT@lovelace.org\nwaiting@lovelace.org\nstranger@lovelace.org\n',
  )
  expect(counts).toEqual({ keptAsEnded: 3 })
  expect(await statuses(db)).toEqual({ 'left@lovelace.org': 'ended', 'waiting@lovelace.org': 'pending' })
  expect(await db.selectFrom('consent').selectAll().execute()).toEqual([])
})

test('a suppression that was lifted holds nobody back', async () => {
  const { db } = await createTestDatabase()
  await suppress(db, 'ada@lovelace.org')
  await db.updateTable('suppression').set({ liftedAt: new Date() }).execute()
  expect((await importText(db, 'email\nada@lovelace.org\n')).counts).toEqual({ added: 1 })
})

test('an active row confirms a pending subscriber and leaves a confirmed one alone', async () => {
  const { db } = await createTestDatabase()
  await subscribe(db, 'pending@lovelace.org', 'pending')
  await subscribe(db, 'confirmed@lovelace.org', 'confirmed')

  const { counts } = await importText(db, 'email\npending@lovelace.org\nconfirmed@lovelace.org\n')
  expect(counts).toEqual({ confirmed: 1, alreadyThere: 1 })
  expect(Object.values(await statuses(db))).toEqual(['confirmed', 'confirmed'])
  expect(await db.selectFrom('consent').select('kind').execute()).toEqual([{ kind: 'imported' }])
})

test('who unsubscribed elsewhere is ended here, known before or not', async () => {
  const { db } = await createTestDatabase()
  await subscribe(db, 'confirmed@lovelace.org', 'confirmed')
  await subscribe(db, 'pending@lovelace.org', 'pending')

  const { counts } = await importText(
    db,
    'email,status\nconfirmed@lovelace.org,unsubscribed\npending@lovelace.org,Unsubscribed\nnew@lovelace.org,inactive\n',
  )
  expect(counts).toEqual({ ended: 3 })
  expect(new Set(Object.values(await statuses(db)))).toEqual(new Set(['ended']))
  expect(await db.selectFrom('consent').select(['kind', 'source']).execute()).toEqual(
    Array(3).fill({ kind: 'ended', source: 'CSV file list.csv' }),
  )
  expect((await importText(db, 'email\nnew@lovelace.org\n')).counts).toEqual({ keptAsEnded: 1 })
})

test('bounced and complaining addresses are suppressed and not subscribed', async () => {
  const { db } = await createTestDatabase()
  const { counts } = await importText(
    db,
    'email,status\nb@lovelace.org,hard-bounced\ni@lovelace.org,invalid\nc@lovelace.org,complained\n',
  )
  expect(counts).toEqual({ suppressed: 3 })
  expect(await statuses(db)).toEqual({})
  const rows = await db.selectFrom('suppression').select(['reason', 'note']).orderBy('addressKey').execute()
  const note = 'CSV file list.csv'
  expect(rows).toEqual([
    { reason: 'cleaned', note },
    { reason: 'complaint', note },
    { reason: 'cleaned', note },
  ])
})

test('of several rows for one address the first counts, unless one says no', async () => {
  const { db } = await createTestDatabase()
  const { counts } = await importText(
    db,
    `email,status,created_at
ada@lovelace.org,active,2019-01-01
ADA@lovelace.org,active,2020-01-01
left@lovelace.org,active,
left@lovelace.org,unsubscribed,
bounced@lovelace.org,active,
bounced@lovelace.org,unsubscribed,
bounced@lovelace.org,cleaned,
`,
  )
  expect(counts).toEqual({ added: 1, ended: 1, suppressed: 1, repeated: 4 })
  expect(await statuses(db)).toEqual({ 'ada@lovelace.org': 'confirmed', 'left@lovelace.org': 'ended' })
  const ada = await db
    .selectFrom('subscriber')
    .select('confirmedAt')
    .where('status', '=', 'confirmed')
    .execute()
  expect(ada).toEqual([{ confirmedAt: new Date('2019-01-01') }])
})

test('rows across many statements are one list, and every row is counted once', async () => {
  const { db } = await createTestDatabase()
  const rows = Array.from({ length: 12_000 }, (_, i) => `reader${i % 11_000}@lovelace.org,active`)
  rows[11_999] = 'reader0@lovelace.org,unsubscribed'
  rows[6_000] = 'nobody,active'
  const progress: number[] = []
  const { imported, counts } = await importText(db, `email,status\n${rows.join('\n')}`, {
    input: inPieces(`email,status\n${rows.join('\n')}`, 65_536),
    onProgress: (count) => progress.push(count),
  })
  expect(imported).toMatchObject({ outcome: 'imported', rows: 12_000 })
  expect(counts).toEqual({ added: 10_998, ended: 1, repeated: 1_000, refused: 1 })
  expect(progress).toEqual([5_000, 10_000, 12_000])
})

test('an import that fails half-way leaves nothing', async () => {
  const { db } = await createTestDatabase()
  async function* failing() {
    yield Buffer.from(
      `email\n${Array.from({ length: 6_000 }, (_, i) => `reader${i}@lovelace.org\n`).join('')}`,
    )
    throw new Error('the disk is gone')
  }
  await expect(importText(db, '', { input: failing() })).rejects.toThrow('the disk is gone')
  expect(await statuses(db)).toEqual({})
  expect((await importText(db, 'email\nada@lovelace.org\n')).counts).toEqual({ added: 1 })
})

test('a second import at the same time is refused', async () => {
  const { db } = await createTestDatabase()
  let second: unknown
  await importText(db, 'email\nada@lovelace.org\nnobody\n', {
    onRefused: async () => {
      second = (await importText(db, 'email\ngrace@lovelace.org\n')).imported
    },
  })
  expect(second).toEqual({ outcome: 'busy' })
  expect(await statuses(db)).toEqual({ 'ada@lovelace.org': 'confirmed' })
})

async function subscribe(db: Kysely<Database>, address: string, status: SubscriberStatus): Promise<void> {
  const now = new Date()
  await db
    .insertInto('subscriber')
    .values({
      address,
      addressKey: address,
      status,
      confirmedAt: status === 'confirmed' ? now : null,
      endedAt: status === 'ended' ? now : null,
    })
    .execute()
}

async function suppress(db: Kysely<Database>, address: string): Promise<void> {
  await db.insertInto('suppression').values({ address, addressKey: address, reason: 'manual' }).execute()
}

async function everything(db: Kysely<Database>) {
  return Promise.all([
    db.selectFrom('subscriber').selectAll().orderBy('id').execute(),
    db.selectFrom('consent').selectAll().orderBy('id').execute(),
    db.selectFrom('suppression').selectAll().orderBy('id').execute(),
  ])
}
