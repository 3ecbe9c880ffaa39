import { beforeEach, expect, test } from 'vitest'
import { listCategories } from '../../../db/queries/category.ts'
import { findComparison } from '../../../db/queries/comparison.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { changeStatus } from '../../../src/actions/content/change-status.ts'
import { dryRunImport } from '../../../src/actions/content/dry-run.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { saveEntry } from '../../../src/actions/content/save-entry.ts'
import type { Publication } from '../../../src/domain/publication.ts'
import { createTestDatabase } from '../../support/database.ts'
import { smallContent, tool } from './small-content.ts'

const [writing, design] = smallContent.categories
const [skeptic] = smallContent.reviewers
const [comparison] = smallContent.comparisons
const WITHDRAWN = { status: 'withdrawn' } as const

let db: Awaited<ReturnType<typeof createTestDatabase>>['db']
beforeEach(async () => {
  db = (await createTestDatabase()).db
  await importContent({ db }, smallContent)
})

test.for([
  [
    'a tool of a published comparison',
    { tools: [{ ...tool('quill'), ...WITHDRAWN }] },
    {
      'tools[0].status':
        'is "withdrawn", while readers meet it in comparisons: quill-vs-inkwell; withdraw those first',
    },
  ],
  [
    'a category of a tool',
    { categories: [{ ...writing, ...WITHDRAWN }] },
    {
      'categories[0].status':
        'is "withdrawn", while readers meet it in tools: inkwell, quill; withdraw those first',
    },
  ],
  [
    'a tool, and its comparison only with the next document',
    {
      tools: [{ ...tool('quill'), ...WITHDRAWN }],
      comparisons: [{ ...comparison, bottomLine: 'Take the quill.' }],
    },
    { 'comparisons[0].tools[0]': 'is the tool "quill", which is withdrawn; publish that, or use another' },
  ],
  [
    'a category, with a new tool in it',
    {
      categories: [{ ...design, ...WITHDRAWN }],
      tools: [{ ...tool('biro'), category: 'design' }],
    },
    { 'tools[0].category': 'is the category "design", which is withdrawn; publish that, or use another' },
  ],
] as const)('nobody withdraws %s', async ([, document, problems]) => {
  const outcome = await importContent({ db }, document)
  expect(outcome.outcome === 'refused' && namedBy(outcome.problems)).toEqual(problems)
  const dryRun = await dryRunImport({ db }, document)
  expect(dryRun.outcome === 'refused' && namedBy(dryRun.problems)).toEqual(problems)
})

test('a tool is withdrawn with its comparisons, and its category with it', async () => {
  const outcome = await importContent(
    { db },
    {
      categories: [{ ...writing, ...WITHDRAWN }],
      tools: [
        { ...tool('quill'), ...WITHDRAWN },
        { ...tool('inkwell'), category: 'design' },
      ],
      comparisons: [{ ...comparison, ...WITHDRAWN }],
    },
  )
  expect(outcome.outcome).toBe('imported')
  expect(await listCategories(db)).toEqual([{ slug: 'design', name: 'Design' }])
})

test('a comparison of a withdrawn tool is published with it, or not at all', async () => {
  await importContent(
    { db },
    { tools: [{ ...tool('quill'), ...WITHDRAWN }], comparisons: [{ ...comparison, ...WITHDRAWN }] },
  )
  const alone = await importContent({ db }, { comparisons: [comparison] })
  expect(alone).toMatchObject({ outcome: 'refused', problems: [{ path: 'comparisons[0].tools[0]' }] })
  const both = await importContent({ db }, { tools: [tool('quill')], comparisons: [comparison] })
  expect(both.outcome).toBe('imported')
})

test('the reviews of a withdrawn reviewer count nowhere until they are published again', async () => {
  const verdicts = async () =>
    (await findComparison(db, 'quill-vs-inkwell'))!.tools.map(({ panelVerdict }) => panelVerdict)
  await importContent({ db }, { reviewers: [{ ...skeptic, ...WITHDRAWN }] })
  expect(await verdicts()).toEqual([
    { ships: 1, total: 1 },
    { ships: 0, total: 0 },
  ])
  await importContent({ db }, { reviewers: [skeptic] })
  expect(await verdicts()).toEqual([
    { ships: 1, total: 2 },
    { ships: 1, total: 1 },
  ])
})

test('what is saved stays withdrawn', async () => {
  const by = 'command'
  await changeStatus({ db, by }, 'categories', { slug: 'design' }, 1, 'withdrawn')
  await saveEntry({ db, by }, 'categories', { slug: 'design', name: 'Designing' }, 2)
  expect((await findEntry(db, 'categories', { slug: 'design' }))!.entry).toEqual({
    slug: 'design',
    name: 'Designing',
    status: 'withdrawn',
  })
})

test('a button says what keeps a tool published, and a comparison from being so', async () => {
  const by = 'command'
  const press = (list: 'tools' | 'comparisons', slug: string, base: number, status: Publication) =>
    changeStatus({ db, by }, list, { slug }, base, status)
  expect(await press('tools', 'quill', 1, 'withdrawn')).toEqual({
    outcome: 'refused',
    problem: 'Readers meet it in comparisons: quill-vs-inkwell. Withdraw those first.',
  })
  await press('comparisons', 'quill-vs-inkwell', 1, 'withdrawn')
  expect(await press('tools', 'quill', 1, 'withdrawn')).toEqual({ outcome: 'changed' })
  expect(await press('comparisons', 'quill-vs-inkwell', 2, 'published')).toEqual({
    outcome: 'refused',
    problem: 'The tool “quill” is withdrawn. Choose another one, or publish it again first.',
  })
})

test('a tool that was only withdrawn meanwhile is saved on top, claims and all', async () => {
  const by = 'command'
  const claims = [{ claim: 'Works offline.', source: 'https://quill.example', checkedOn: '2026-11-01' }]
  await saveEntry({ db, by }, 'tools', { ...tool('biro'), claims }, null)
  await changeStatus({ db, by }, 'tools', { slug: 'biro' }, 1, 'withdrawn')
  const typed = { ...tool('biro'), name: 'Biro', claims }
  expect(await saveEntry({ db, by }, 'tools', typed, 1)).toMatchObject({
    outcome: 'saved',
    became: 'withdrawn',
  })
  await saveEntry({ db, by }, 'tools', { ...typed, claims: [] }, 3)
  expect(await saveEntry({ db, by }, 'tools', { ...typed, name: 'Bic' }, 3)).toMatchObject({
    outcome: 'collided',
  })
})

function namedBy(problems: readonly { readonly path: string; readonly message: string }[]) {
  return Object.fromEntries(problems.map(({ path, message }) => [path, message]))
}
