import { beforeAll, describe, expect, test } from 'vitest'
import { listComparisonsForDesk, listTools } from '../../../db/queries/content-list.ts'
import { findOffers } from '../../../db/queries/issue-line.ts'
import { listReviews } from '../../../db/queries/review-list.ts'
import { suggestTools } from '../../../db/queries/tool-name.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { smallContent, tool } from '../../actions/content/small-content.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

const MANY = 20
const numbers = Array.from({ length: MANY }, (_, index) => index)
/** In a second version each third thing is another one: renamed, moved, withdrawn, judged anew. */
const isLater = (number: number) => number % 3 === 0

const tools = numbers.map((number) => ({
  ...tool(`tool-${number}`),
  name: isLater(number) ? `Marker ${number}` : `Pencil ${number}%`,
  category: isLater(number) ? 'design' : 'writing',
}))
const reviews = numbers.map((number) => ({
  tool: `tool-${number}`,
  reviewer: number % 2 ? 'the-builder' : 'the-skeptic',
  verdict: isLater(number) ? ('skip' as const) : ('ship' as const),
  quote: isLater(number) ? 'It smears now.' : 'It is sharp.',
  status: number % 9 === 0 ? ('withdrawn' as const) : ('published' as const),
}))
const comparisons = numbers.slice(1).map((number) => ({
  slug: `meeting-${number}`,
  tools: [`tool-${number - 1}`, `tool-${number}`] as [string, string],
  bottomLine: '',
  status: isLater(number) ? ('withdrawn' as const) : ('published' as const),
}))

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { categories, reviewers } = smallContent
  await importContent(database, {
    categories,
    reviewers,
    tools: tools.map((one, number) => ({ ...one, name: `Pencil ${number}%`, category: 'writing' })),
    reviews: reviews.map((one) => ({ ...one, verdict: 'ship', quote: 'It is sharp.', status: 'published' })),
    comparisons: comparisons.map((one) => ({ ...one, status: 'published' })),
  })
  await importContent(database, { tools, reviews, comparisons })
})

/** All that a list has, read in pages of three. */
async function readInPages<Row>(list: (wanted: { offset: number; most: number }) => Promise<Row[]>) {
  const rows: Row[] = []
  for (;;) {
    const page = await list({ offset: rows.length, most: 3 })
    rows.push(...page)
    if (page.length < 3) return rows
  }
}

/** Beside what is searched for, words that are nowhere, in all, in an earlier version alone, and that are no patterns. */
const WORDS = ['', 'MARKER', 'pencil', 'pencil 1', 'l 1%', '%', '_', 'tool-7', 'meeting-1', 'Tool', 'nothing']
const holds = (words: string, ...texts: string[]) =>
  texts.some((text) => text.toLowerCase().includes(words.toLowerCase()))
const isLike = (words: string, slug: string) =>
  tools.some((one) => one.slug === slug && holds(words, one.name, slug))

describe.each(WORDS)(
  'what lists find of “%s”, page after page, is what says so now, the newest first:',
  (words) => {
    test.each([{}, { category: 'design' }, { category: 'none' }, { seat: 2, unreviewed: true }])(
      'tools with %j',
      async (filter) => {
        const found = await readInPages((page) => listTools(database.db, { words, ...page }, filter))
        const reviewed = reviews
          .filter(({ reviewer }) => reviewer === 'the-builder')
          .map((review) => review.tool)
        const wanted = tools
          .filter(({ slug }) => isLike(words, slug))
          .filter(({ category }) => !filter.category || category === filter.category)
          .filter(({ slug }) => !filter.unreviewed || !reviewed.includes(slug))
        expect(found.map(({ name }) => name)).toEqual(wanted.map(({ name }) => name).reverse())
      },
    )

    test.each([undefined, 'published', 'withdrawn', 'draft'] as const)('comparisons, %s', async (status) => {
      const found = await readInPages((page) =>
        listComparisonsForDesk(database.db, { words, ...page }, { status }),
      )
      const wanted = comparisons
        .filter(({ slug, tools }) => holds(words, slug) || tools.some((tool) => isLike(words, tool)))
        .filter((comparison) => !status || comparison.status === status)
      expect(found.map(({ slug }) => slug)).toEqual(wanted.map(({ slug }) => slug).reverse())
    })

    test.each([
      {},
      { seat: 'the-skeptic' },
      { verdict: 'skip' },
      { withdrawn: true },
      { seat: 'the-builder', verdict: 'ship', withdrawn: true },
    ] as const)(
      'reviews with %j',
      async (filter: { seat?: string; verdict?: 'ship' | 'skip'; withdrawn?: true }) => {
        const found = await readInPages((page) => listReviews(database.db, { words, ...page }, filter))
        const wanted = reviews
          .filter(({ tool }) => isLike(words, tool))
          .filter(({ reviewer }) => !filter.seat || reviewer === filter.seat)
          .filter(({ verdict }) => !filter.verdict || verdict === filter.verdict)
          .filter(({ status }) => !filter.withdrawn || status === 'withdrawn')
        expect(found.map(({ tool }) => tool)).toEqual(wanted.map(({ tool }) => tool).reverse())
      },
    )

    test('what can be added to an issue', async () => {
      const without = ['meeting-1', 'meeting-16']
      const found = await findOffers(database.db, { of: 0, without, find: words, most: 5 })
      const wanted = comparisons
        .filter(({ slug, tools }) => holds(words, slug) || tools.some((tool) => isLike(words, tool)))
        .filter(({ slug, status }) => status === 'published' && !without.includes(slug))
      expect(found.map(({ slug }) => slug)).toEqual(
        wanted
          .map(({ slug }) => slug)
          .reverse()
          .slice(0, 5),
      )
    })

    test('suggestions of tools', async () => {
      const found = await suggestTools(database.db, words, MANY)
      const wanted = tools.filter(({ slug }) => isLike(words, slug))
      expect(found.map(({ slug }) => slug).sort()).toEqual(wanted.map(({ slug }) => slug).sort())
    })
  },
)

test('reviews are found by the words of what they say now', async () => {
  const found = async (words: string) =>
    (await listReviews(database.db, { words, offset: 0, most: MANY })).map(({ quote }) => quote)
  expect(await found('smear')).toHaveLength(reviews.filter(({ quote }) => quote.includes('smears')).length)
  expect(new Set(await found('it sha'))).toEqual(new Set(['It is sharp.']))
})
