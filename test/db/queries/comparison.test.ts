import { beforeAll, expect, test } from 'vitest'
import { findComparison, findComparisons, listPublishedComparisons } from '../../../db/queries/comparison.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { formatShare, type Verdict } from '../../../src/domain/verdict.ts'
import { smallContent, tool } from '../../actions/content/small-content.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await importContent(database, smallContent)
  await database.pass('1 week')
  await importContent(database, {
    tools: [tool('biro')],
    comparisons: [
      { slug: 'quill-vs-biro', tools: ['quill', 'biro'], bottomLine: 'Click.' },
      { slug: 'biro-vs-inkwell', tools: ['biro', 'inkwell'], bottomLine: 'Dip.' },
      { slug: 'a-draft', tools: ['biro', 'inkwell'], bottomLine: 'Later.', status: 'draft' },
      { slug: 'withdrawn', tools: ['biro', 'inkwell'], bottomLine: 'Never.', status: 'withdrawn' },
    ],
  })
})

test('a comparison has its two tools with all that is said of them', async () => {
  const { category, status: _, ...quill } = tool('quill')
  const [skeptic, builder] = smallContent.reviewers.map(({ status: _, ...seat }) => seat)
  expect(await findComparison(database.db, 'quill-vs-inkwell')).toEqual({
    slug: 'quill-vs-inkwell',
    status: 'published',
    bottomLine: 'Take the inkwell.',
    recordedAt: expect.any(Date),
    tools: [
      {
        ...quill,
        priceSource: null,
        priceCheckedOn: null,
        claims: [],
        category: { slug: category, name: 'Writing' },
        reviews: [
          { reviewer: skeptic, verdict: 'skip', quote: 'It spills.' },
          { reviewer: builder, verdict: 'ship', quote: 'It holds.' },
        ],
        panelVerdict: { ships: 1, total: 2 },
        communityVote: { ships: 0, total: 0 },
      },
      expect.objectContaining({ slug: 'inkwell', panelVerdict: { ships: 1, total: 1 } }),
    ],
  })
})

test('a tool that nobody has spoken of shows "—"', async () => {
  const found = await findComparison(database.db, 'quill-vs-biro')
  const biro = found!.tools[1]
  expect(biro.reviews).toEqual([])
  expect(formatShare(biro.panelVerdict)).toBe('—')
  expect(formatShare(biro.communityVote)).toBe('—')
})

test('comparisons come in the order asked for, and unknown ones are left out', async () => {
  const slugs = ['quill-vs-biro', 'nothing', 'a-draft', 'quill-vs-inkwell']
  const found = await findComparisons(database.db, slugs)
  expect(found.map(({ slug }) => slug)).toEqual(['quill-vs-biro', 'a-draft', 'quill-vs-inkwell'])
  expect(await findComparisons(database.db, [])).toEqual([])
  expect(await findComparison(database.db, 'nothing')).toBeUndefined()
})

test('only published comparisons are listed, the newest first', async () => {
  const list = async (offset: number, most: number) =>
    (await listPublishedComparisons(database.db, { offset, most })).map(({ slug }) => slug)
  expect(await list(0, 10)).toEqual(['quill-vs-biro', 'biro-vs-inkwell', 'quill-vs-inkwell'])
  expect(await list(1, 1)).toEqual(['biro-vs-inkwell'])
})

test('votes of confirmed subscribers count, those of others do not', async () => {
  await vote('inkwell', 'confirmed', 'ship')
  await vote('inkwell', 'confirmed', 'ship')
  await vote('inkwell', 'confirmed', 'skip')
  await vote('inkwell', 'pending', 'skip')
  await vote('inkwell', 'ended', 'skip')
  const found = await findComparison(database.db, 'quill-vs-inkwell')
  expect(found!.tools[1].communityVote).toEqual({ ships: 2, total: 3 })
  expect(found!.tools[0].communityVote).toEqual({ ships: 0, total: 0 })
})

test('a comparison shows the newest version of everything', async () => {
  const { db } = await createTestDatabase()
  await importContent({ db }, smallContent)
  await importContent(
    { db },
    {
      categories: [{ slug: 'writing', name: 'Letters' }],
      tools: [{ ...tool('quill'), name: 'Quill 2' }],
      reviews: [{ tool: 'quill', reviewer: 'the-skeptic', verdict: 'ship', quote: 'It no longer spills.' }],
    },
  )
  const found = await findComparison(db, 'quill-vs-inkwell')
  expect(found!.tools[0]).toMatchObject({
    name: 'Quill 2',
    category: { name: 'Letters' },
    panelVerdict: { ships: 2, total: 2 },
  })
})

test('the number of queries does not grow with the number of comparisons', async () => {
  let queries = 0
  const db = database.db.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await findComparison(db, 'quill-vs-biro')
  const forOne = queries
  await findComparisons(db, ['quill-vs-biro', 'biro-vs-inkwell', 'quill-vs-inkwell'])
  expect(queries).toBe(2 * forOne)
  await listPublishedComparisons(db, { offset: 0, most: 3 })
  // Votes are not counted for a list.
  expect(queries).toBe(3 * forOne - 1)
})

let voters = 0
async function vote(
  slug: string,
  status: 'pending' | 'confirmed' | 'ended',
  verdict: Verdict,
): Promise<void> {
  voters += 1
  const { id } = await database.db
    .insertInto('subscriber')
    .values({
      address: `reader-${voters}@lovelace.org`,
      addressKey: `reader-${voters}@lovelace.org`,
      status,
      confirmedAt: status === 'pending' ? null : new Date(),
      endedAt: status === 'ended' ? new Date() : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database.db
    .insertInto('vote')
    .columns(['toolId', 'subscriberId', 'verdict'])
    .expression((eb) =>
      eb
        .selectFrom('tool')
        .select(({ val }) => ['tool.id', val(id).as('subscriberId'), val(verdict).as('verdict')])
        .where('slug', '=', slug),
    )
    .execute()
}
