import type { KyselyPlugin } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { forgetUnconfirmed } from '../../../db/queries/retention.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import type { Context } from '../../../src/context.ts'
import type { Verdict } from '../../../src/domain/verdict.ts'
import { createTestContext } from '../../support/context.ts'
import { addSubscriber } from '../../web/support.ts'
import { smallContent } from '../content/small-content.ts'

const paper = {
  slug: 'quill-vs-inkwell',
  tools: [
    { slug: 'quill', name: 'QUILL' },
    { slug: 'inkwell', name: 'INKWELL' },
  ],
} as const

let context: Context
let statements: string[]
let request: (
  address: string,
  votes?: Readonly<Record<string, Verdict>>,
) => ReturnType<ReturnType<typeof createRequestTaker>>
beforeEach(async () => {
  context = (await createTestContext()).context
  await importContent(context, smallContent)
  const take = createRequestTaker({ ...context, db: context.db.withPlugin(noteStatements) })
  statements = []
  request = (address, votes) =>
    take({ address, page: '/', ballot: votes && { paper, votes: new Map(Object.entries(votes)) } })
})

const noteStatements: KyselyPlugin = {
  transformQuery({ node }) {
    statements.push(node.kind === 'RawNode' ? node.sqlFragments.join('?') : node.kind)
    return node
  },
  transformResult: async ({ result }) => result,
}

async function votes(): Promise<string[]> {
  const rows = await context.db
    .selectFrom('vote')
    .innerJoin('tool', 'tool.id', 'vote.toolId')
    .innerJoin('subscriber', 'subscriber.id', 'vote.subscriberId')
    .select(['addressKey', 'slug', 'verdict'])
    .orderBy('addressKey')
    .orderBy('slug')
    .execute()
  return rows.map(({ addressKey, slug, verdict }) => `${addressKey.split('@')[0]}: ${slug} ${verdict}`)
}

test('of those who ask at once each has voted what they chose, and who chose nothing has not', async () => {
  await Promise.all([
    request('ada@lovelace.org', { quill: 'ship' }),
    request('bob@lovelace.org'),
    request('eve@lovelace.org', { quill: 'skip', inkwell: 'ship' }),
    request('ada@lovelace.org', { quill: 'skip' }),
  ])
  expect(await votes()).toEqual(['ada: quill skip', 'eve: inkwell ship', 'eve: quill skip'])
})

test('the same statements run whether or not the address is known', async () => {
  await addSubscriber(context, 'known@lovelace.org')
  await addSubscriber(context, 'left@lovelace.org', 'ended')
  await context.db
    .insertInto('suppression')
    .values({ address: 's@lovelace.org', addressKey: 's@lovelace.org', reason: 'complaint', note: null })
    .execute()
  await request('first@lovelace.org', { quill: 'ship' })
  const ran: string[][] = []
  for (const name of ['known', 'new', 'new', 'left', 's']) {
    statements = []
    await request(`${name}@lovelace.org`, { quill: 'ship' })
    ran.push(statements)
  }
  expect(ran[0]!.filter((statement) => statement.includes('insert into vote'))).toHaveLength(1)
  for (const statements of ran) expect(statements).toEqual(ran[0])
})

test('a request without votes runs no statement for them', async () => {
  await request('ada@lovelace.org')
  expect(statements.filter((statement) => statement.includes('vote'))).toEqual([])
})

test('the letter about a vote is kept once for all who chose the same', async () => {
  for (const name of ['ada', 'bob', 'eve']) await addSubscriber(context, `${name}@lovelace.org`)
  await Promise.all([
    request('ada@lovelace.org', { quill: 'ship', inkwell: 'skip' }),
    request('bob@lovelace.org', { inkwell: 'skip', quill: 'ship' }),
    request('eve@lovelace.org', { quill: 'skip' }),
  ])
  const rows = await context.db.selectFrom('outbox').select('letterId').orderBy('addressKey').execute()
  const [ada, bob, eve] = rows.map(({ letterId }) => letterId)
  expect(bob).toBe(ada)
  expect(eve).not.toBe(ada)
})

test('the votes of who never confirms are forgotten with them', async () => {
  await request('ada@lovelace.org', { quill: 'ship' })
  await context.db.deleteFrom('outbox').execute()
  expect(await forgetUnconfirmed(context.db, { waited: '0 days', limit: 10 })).toEqual({
    ended: 0,
    erased: 1,
  })
  expect(await votes()).toEqual([])
})
