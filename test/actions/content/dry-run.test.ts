import { expect, test } from 'vitest'
import { dryRunImport } from '../../../src/actions/content/dry-run.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { createTestDatabase } from '../../support/database.ts'
import { smallContent, tool } from './small-content.ts'

const [quill] = smallContent.tools
const [builder] = smallContent.reviews
const [comparison] = smallContent.comparisons

test('a dry run reads no more of the content than its document is about', async () => {
  const { db } = await createTestDatabase()
  await importContent({ db }, smallContent)
  const pens = Array.from({ length: 50 }, (_, index) => tool(`pen-${index}`))
  await importContent(
    { db },
    {
      tools: pens,
      reviews: pens.map(({ slug }) => ({ ...builder!, tool: slug })),
      comparisons: pens.map(({ slug }) => ({ ...comparison!, slug, tools: [slug, 'quill'] })),
    },
  )
  let rows = 0
  const counting = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      rows += result.rows.length
      return result
    },
  })
  const document = {
    tools: [{ ...quill!, tagline: 'Wrote.' }],
    reviews: [{ ...builder!, quote: 'It held.' }],
    comparisons: [comparison, { ...comparison!, slug: 'again' }],
  }
  const dryRun = await dryRunImport({ db: counting }, document)
  expect(dryRun).toMatchObject({
    outcome: 'fits',
    changes: [
      { list: 'tools', name: 'quill', kind: 'changed', fields: [{ before: 'Writes.', after: 'Wrote.' }] },
      { list: 'reviews', name: 'quill/the-builder', kind: 'changed', fields: [{ before: 'It holds.' }] },
      { list: 'comparisons', name: 'quill-vs-inkwell', kind: 'unchanged' },
      { list: 'comparisons', name: 'again', kind: 'added' },
    ],
  })
  // Both reviews of the tool, one tool, one comparison; and a row each for the clock, for what is known and for what is withdrawn.
  expect(rows).toBe(7)
})
