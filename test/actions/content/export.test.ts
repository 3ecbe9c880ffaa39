import { expect, test } from 'vitest'
import { exportContent } from '../../../src/actions/content/export.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { createTestDatabase } from '../../support/database.ts'
import { smallContent } from './small-content.ts'

test('an export of nothing has every list', async () => {
  const { db } = await createTestDatabase()
  expect(await exportContent({ db, by: 'command' })).toEqual({
    categories: [],
    reviewers: [],
    tools: [],
    reviews: [],
    comparisons: [],
  })
})

test('an export is ordered by slug, and the panel by its seats', async () => {
  const { db } = await createTestDatabase()
  await importContent({ db }, smallContent)
  const { categories, reviewers, tools, reviews, comparisons } = smallContent
  expect(await exportContent({ db, by: 'command' })).toEqual({
    categories: categories.toReversed(),
    reviewers,
    tools: tools.toReversed(),
    reviews: [reviews[2], reviews[1], reviews[0]],
    comparisons,
  })
})

test('an export holds the newest versions, drafts and withdrawn comparisons too', async () => {
  const { db } = await createTestDatabase()
  await importContent({ db }, smallContent)
  const [comparison] = smallContent.comparisons
  await importContent(
    { db },
    { comparisons: [{ ...comparison, status: 'withdrawn', bottomLine: 'Neither.' }] },
  )
  const { comparisons } = await exportContent({ db, by: 'command' })
  expect(comparisons).toEqual([{ ...comparison, status: 'withdrawn', bottomLine: 'Neither.' }])
})

test('importing an export changes nothing, and makes a new database equal', async () => {
  const here = await createTestDatabase()
  const there = await createTestDatabase()
  await importContent(here, smallContent)
  const exported = JSON.parse(JSON.stringify(await exportContent({ db: here.db, by: 'command' })))

  const again = await importContent(here, exported)
  expect(again).toMatchObject({ outcome: 'imported' })
  if (again.outcome === 'imported') {
    for (const { added, changed } of Object.values(again.counts)) expect(added + changed).toBe(0)
  }
  await importContent(there, exported)
  expect(await exportContent({ db: there.db, by: 'command' })).toEqual(exported)
})
