import { beforeEach, describe, expect, test } from 'vitest'
import { insertEditor } from '../../../db/queries/editor.ts'
import { changeStatus } from '../../../src/actions/content/change-status.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { saveEntry } from '../../../src/actions/content/save-entry.ts'
import type { Publication } from '../../../src/domain/publication.ts'
import { createTestDatabase } from '../../support/database.ts'
import { smallContent, tool } from './small-content.ts'

let db: Awaited<ReturnType<typeof createTestDatabase>>['db']
let by: { readonly editorId: number }
beforeEach(async () => {
  db = (await createTestDatabase()).db
  await importContent({ db }, smallContent)
  const editor = { address: 'ada@lovelace.org', name: 'Ada', role: 'editor', reviewerId: null } as const
  by = { editorId: (await insertEditor(db, editor))! }
})

const versionsOf = async (slug: string) =>
  db
    .selectFrom('toolVersion')
    .innerJoin('tool', 'tool.id', 'toolId')
    .select(['version', 'name', 'recordedBy'])
    .where('slug', '=', slug)
    .orderBy('version')
    .execute()

const claim = { claim: 'Works offline.', source: 'https://quill.example/offline', checkedOn: '2026-11-01' }

test('a save adds a version and says who did it, and without a change adds none', async () => {
  const changed = { ...tool('quill'), name: 'Quill' }
  expect(await saveEntry({ db, by }, 'tools', changed, 1)).toMatchObject({ outcome: 'saved' })
  expect(await versionsOf('quill')).toEqual([
    { version: 1, name: 'QUILL', recordedBy: null },
    { version: 2, name: 'Quill', recordedBy: by.editorId },
  ])
  // From an older version too, as when a button is pressed twice.
  expect(await saveEntry({ db, by }, 'tools', changed, 1)).toMatchObject({ outcome: 'saved' })
  expect(await versionsOf('quill')).toHaveLength(2)
  const acts = await db.selectFrom('auditEntry').select(['kind', 'subject', 'detail', 'editorId']).execute()
  expect(acts.filter(({ editorId }) => editorId !== null)).toEqual([
    { kind: 'tool-saved', subject: 'quill', detail: 'version 2', editorId: by.editorId },
  ])
})

test('a changed claim alone is a new version, and old versions keep theirs', async () => {
  await saveEntry({ db, by }, 'tools', { ...tool('quill'), claims: [claim] }, 1)
  await saveEntry(
    { db, by },
    'tools',
    { ...tool('quill'), claims: [{ ...claim, checkedOn: '2026-11-02' }] },
    2,
  )
  await saveEntry({ db, by }, 'tools', { ...tool('quill'), claims: [] }, 3)
  expect(await versionsOf('quill')).toHaveLength(4)
  const claims = await db
    .selectFrom('toolClaim')
    .select(['version', 'checkedOn'])
    .orderBy('version')
    .execute()
  expect(claims).toEqual([
    { version: 2, checkedOn: '2026-11-01' },
    { version: 3, checkedOn: '2026-11-02' },
  ])
})

test('who saves from an older version is shown the newer one, and nothing is lost', async () => {
  await saveEntry({ db, by }, 'tools', { ...tool('quill'), name: 'Ada’s' }, 1)
  const second = await saveEntry({ db, by }, 'tools', { ...tool('quill'), name: 'Bob’s' }, 1)
  expect(second).toMatchObject({
    outcome: 'collided',
    theirs: { version: 2, recordedBy: 'Ada', entry: { name: 'Ada’s' } },
  })
  expect((await versionsOf('quill')).map(({ name }) => name)).toEqual(['QUILL', 'Ada’s'])
})

test('of saves at the same instant one is taken, and the others collide with it', async () => {
  const outcomes = await Promise.all(
    ['A', 'B', 'C', 'D'].map((name) => saveEntry({ db, by }, 'tools', { ...tool('quill'), name }, 1)),
  )
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['collided', 'collided', 'collided', 'saved'])
  expect(await versionsOf('quill')).toHaveLength(2)
})

test('two new things of one slug: the second is refused at the field; one new review twice collides', async () => {
  const [one, two] = await Promise.all(
    ['One', 'Two'].map((name) => saveEntry({ db, by }, 'tools', { ...tool('biro'), name }, null)),
  )
  expect([one, two]).toContainEqual(expect.objectContaining({ outcome: 'saved' }))
  expect([one, two]).toContainEqual({
    outcome: 'refused',
    problems: { slug: '“biro” is taken. Choose another, or change what is there.' },
  })
  const review = { tool: 'inkwell', reviewer: 'the-builder', verdict: 'ship' }
  const both = await Promise.all(
    ['It pours.', 'It holds.'].map((quote) => saveEntry({ db, by }, 'reviews', { ...review, quote }, null)),
  )
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['collided', 'saved'])
})

test('what is wrong is said of each field, and nothing is written', async () => {
  const wrong = {
    ...tool('quill'),
    name: ' ',
    tagline: 'x'.repeat(201),
    entryPrice: 'a\nb',
    category: 'nothing',
    priceSource: 'http://quill.example',
    claims: [{ ...claim, checkedOn: '2026-02-30' }],
  }
  expect(await saveEntry({ db, by }, 'tools', wrong, 1)).toEqual({
    outcome: 'refused',
    problems: {
      name: 'It is empty. Fill it in.',
      tagline: 'It has 201 characters; 200 is the most. Shorten it.',
      entryPrice: 'It goes over several lines. Write it on one.',
      category: 'There is no such category any more. Choose another one.',
      priceSource: expect.stringContaining('begins with https://'),
      'claims[0].checkedOn': 'There is no such day. Write it like 2026-11-22.',
    },
  })
  expect(await versionsOf('quill')).toHaveLength(1)
  expect(await saveEntry({ db, by }, 'tools', tool('nothing'), 3)).toEqual({ outcome: 'not-found' })
})

test('a comparison is published as it was read, once, and withdrawn and published again', async () => {
  const change = (base: number, status: Publication, slug = 'quill-vs-inkwell') =>
    changeStatus({ db, by }, 'comparisons', { slug }, base, status)
  expect(await change(1, 'withdrawn')).toEqual({ outcome: 'changed' })
  expect(await change(1, 'withdrawn')).toEqual({ outcome: 'changed' })
  expect(await change(1, 'published')).toEqual({ outcome: 'collided' })
  expect(await change(2, 'published')).toEqual({ outcome: 'changed' })
  expect(await change(1, 'published', 'nothing')).toEqual({ outcome: 'not-found' })
  const kinds = await db.selectFrom('auditEntry').select('kind').orderBy('id').execute()
  expect(kinds.map(({ kind }) => kind)).toEqual([
    'content-imported',
    'comparison-withdrawn',
    'comparison-published',
  ])
})

describe('what was only published or withdrawn since it was read is saved as it is now:', () => {
  const { status: _, ...comparison } = smallContent.comparisons[0]!
  const { status: __, ...review } = smallContent.reviews[0]!
  const changed = { ...comparison, bottomLine: 'Neither.' }

  test('a comparison', async () => {
    const which = { slug: comparison.slug }
    await changeStatus({ db, by }, 'comparisons', which, 1, 'withdrawn')
    expect(await saveEntry({ db, by }, 'comparisons', changed, 1)).toEqual({
      outcome: 'saved',
      entry: { ...changed, status: 'withdrawn' },
      became: 'withdrawn',
    })
    // Withdrawn and published again, it is what it was.
    await changeStatus({ db, by }, 'comparisons', which, 3, 'published')
    await changeStatus({ db, by }, 'comparisons', which, 4, 'withdrawn')
    const again = await saveEntry({ db, by }, 'comparisons', { ...changed, bottomLine: 'Both.' }, 3)
    expect(again).toMatchObject({ outcome: 'saved', became: undefined })
  })

  test('a review', async () => {
    const { tool: slug, reviewer } = review
    await changeStatus({ db, by }, 'reviews', { slug, reviewer }, 1, 'withdrawn')
    const saved = await saveEntry({ db, by }, 'reviews', { ...review, quote: 'It leaks.' }, 1)
    expect(saved).toMatchObject({ entry: { quote: 'It leaks.', status: 'withdrawn' }, became: 'withdrawn' })
  })

  test('but where its words are others, too, both versions are shown', async () => {
    await saveEntry({ db, by }, 'comparisons', changed, 1)
    await changeStatus({ db, by }, 'comparisons', { slug: comparison.slug }, 2, 'withdrawn')
    const late = { ...comparison, bottomLine: 'Both.' }
    for (const base of [1, 0, 99]) {
      expect(await saveEntry({ db, by }, 'comparisons', late, base)).toMatchObject({ outcome: 'collided' })
    }
    expect(await saveEntry({ db, by }, 'comparisons', late, 2)).toMatchObject({ outcome: 'saved' })
  })
})
