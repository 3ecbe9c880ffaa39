import { readFile } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../../db/schema.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { createTestDatabase } from '../../support/database.ts'
import { smallContent, tool } from './small-content.ts'

const NONE = { added: 0, changed: 0, unchanged: 0 }

test('everything in a document is imported', async () => {
  const { db } = await createTestDatabase()
  expect(await importContent({ db }, smallContent)).toEqual({
    outcome: 'imported',
    counts: {
      categories: { ...NONE, added: 2 },
      reviewers: { ...NONE, added: 2 },
      tools: { ...NONE, added: 2 },
      reviews: { ...NONE, added: 3 },
      comparisons: { ...NONE, added: 1 },
    },
  })
})

test('importing the same document again changes nothing', async () => {
  const { db } = await createTestDatabase()
  await importContent({ db }, smallContent)
  const before = await everyVersion(db)

  expect(await importContent({ db }, smallContent)).toEqual({
    outcome: 'imported',
    counts: {
      categories: { ...NONE, unchanged: 2 },
      reviewers: { ...NONE, unchanged: 2 },
      tools: { ...NONE, unchanged: 2 },
      reviews: { ...NONE, unchanged: 3 },
      comparisons: { ...NONE, unchanged: 1 },
    },
  })
  expect(await everyVersion(db)).toEqual(before)
})

test('what differs becomes a new version, and the old one stays', async () => {
  const { db, pass } = await createTestDatabase()
  await importContent({ db }, smallContent)
  await pass('1 week')

  const outcome = await importContent(
    { db },
    {
      categories: [{ slug: 'writing', name: 'Writing and Editing' }],
      reviewers: [{ slug: 'the-builder', name: 'The Builder', perspective: 'Whether it stands.' }],
      tools: [{ ...tool('quill'), category: 'design' }, tool('inkwell')],
      reviews: [{ tool: 'quill', reviewer: 'the-skeptic', verdict: 'ship', quote: 'It spills.' }],
      comparisons: [{ ...smallContent.comparisons[0], tools: ['inkwell', 'quill'] }],
    },
  )

  expect(outcome).toEqual({
    outcome: 'imported',
    counts: {
      categories: { ...NONE, changed: 1 },
      reviewers: { ...NONE, changed: 1 },
      tools: { ...NONE, changed: 1, unchanged: 1 },
      reviews: { ...NONE, changed: 1 },
      comparisons: { ...NONE, changed: 1 },
    },
  })
  const names = await db
    .selectFrom('categoryVersion')
    .innerJoin('category', 'category.id', 'categoryId')
    .select(['version', 'name', 'recordedAt'])
    .where('slug', '=', 'writing')
    .orderBy('version')
    .execute()
  expect(names).toMatchObject([
    { version: 1, name: 'Writing' },
    { version: 2, name: 'Writing and Editing' },
  ])
  expect(Number(names[1]?.recordedAt) - Number(names[0]?.recordedAt)).toBeGreaterThan(6 * 24 * 3600 * 1000)
})

test('a document may be a part of the content, and point at what was imported before', async () => {
  const { db } = await createTestDatabase()
  await importContent({ db }, smallContent)
  const outcome = await importContent(
    { db },
    {
      $schema: './content.schema.json',
      tools: [tool('biro')],
      reviews: [{ tool: 'biro', reviewer: 'the-builder', verdict: 'ship', quote: 'It clicks.' }],
      comparisons: [{ slug: 'biro-vs-quill', tools: ['biro', 'quill'], bottomLine: 'Click.' }],
    },
  )
  expect(outcome).toMatchObject({ outcome: 'imported', counts: { categories: NONE, tools: { added: 1 } } })
  const { status } = await db
    .selectFrom('currentComparison')
    .select('status')
    .where('slug', '=', 'biro-vs-quill')
    .executeTakeFirstOrThrow()
  expect(status).toBe('published')
  expect(await importContent({ db }, {})).toMatchObject({ outcome: 'imported', counts: { tools: NONE } })
})

test('one wrong reference, and nothing is imported', async () => {
  const { db } = await createTestDatabase()
  const wrong = {
    ...smallContent,
    comparisons: [{ ...smallContent.comparisons[0], tools: ['quill', 'pen'] }],
  }
  expect(await importContent({ db }, wrong)).toMatchObject({ outcome: 'refused' })
  expect(Object.values(await everyVersion(db)).flat()).toEqual([])
  expect(await db.selectFrom('category').selectAll().execute()).toEqual([])
})

test('imports at the same time wait for each other', async () => {
  const { db } = await createTestDatabase()
  const renamed = (name: string) => ({ ...smallContent, categories: [{ slug: 'writing', name }] })
  await importContent({ db }, smallContent)
  const outcomes = await Promise.all(
    ['A', 'B', 'C', 'D', 'E'].map((name) => importContent({ db }, renamed(name))),
  )

  expect(outcomes.every(({ outcome }) => outcome === 'imported')).toBe(true)
  const versions = (await everyVersion(db)).category_version
  expect(versions).toHaveLength(7)
})

test('hostile strings are kept to the letter', async () => {
  const { db } = await createTestDatabase()
  const hostile = [
    `'); drop table tool; --`,
    '<script>alert(1)</script> &amp; "quoted" \\u0000 \\n',
    `$\{process.env.HOME} {{preferences}} %s $1 :name ?`,
    '\u202Etxt.exe \u{1F469}\u200D\u{1F4BB} \uFDFD e\u0301 \u00E9',
    '\uFFFD null undefined NaN [object Object]',
  ]
  const tools = hostile.map((name, at) => ({
    ...tool(`hostile-${at}`),
    name,
    description: `${name}\n\n${name}`,
  }))
  expect(
    await importContent({ db }, { ...smallContent, tools: [...smallContent.tools, ...tools] }),
  ).toMatchObject({
    outcome: 'imported',
  })
  const kept = await db
    .selectFrom('currentTool')
    .select(['slug', 'name', 'description'])
    .where('slug', 'like', 'hostile-%')
    .orderBy('slug')
    .execute()
  expect(kept).toEqual(tools.map(({ slug, name, description }) => ({ slug, name, description })))
})

test('the sample content is imported, and again without a change', async () => {
  const { db } = await createTestDatabase()
  const sample = JSON.parse(await readFile(new URL('../../../sample/content.json', import.meta.url), 'utf8'))

  const first = await importContent({ db }, sample)
  if (first.outcome === 'refused') expect(first.problems).toEqual([])
  else {
    expect(first.counts.categories.added).toBeGreaterThanOrEqual(4)
    expect(first.counts.reviewers.added).toBeGreaterThanOrEqual(4)
    expect(first.counts.tools.added).toBeGreaterThanOrEqual(8)
    expect(first.counts.comparisons.added).toBeGreaterThanOrEqual(6)
  }
  const second = await importContent({ db }, sample)
  expect(second).toMatchObject({
    counts: { tools: { added: 0, changed: 0 }, reviews: { added: 0, changed: 0 } },
  })
})

async function everyVersion(db: Kysely<Database>) {
  const nouns = ['category', 'reviewer', 'tool', 'review', 'comparison'] as const
  const tables = nouns.map((noun) => `${noun}_version` as const)
  const rows = await Promise.all(
    tables.map(async (table) => (await sql`select * from ${sql.table(table)}`.execute(db)).rows),
  )
  return Object.fromEntries(tables.map((table, at) => [table, rows[at]!]))
}
