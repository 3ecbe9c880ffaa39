import { beforeAll, expect, test } from 'vitest'
import { importContent } from '../../../src/actions/content/import.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { smallContent, tool } from './small-content.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await importContent(database, { categories: smallContent.categories, reviewers: smallContent.reviewers })
})

const [comparison] = smallContent.comparisons
const review = smallContent.reviews[0]
const quill = smallContent.tools[0]!
const SLUG = 'is not a slug: lower-case letters and digits, in words joined by single hyphens'

/** Each document, and everything that is wrong with it. */
const CASES: Record<string, [document: unknown, problems: Record<string, string>]> = {
  'not an object': [[], { '': 'must be an object' }],
  'no document': [null, { '': 'must be an object' }],
  'not a list': [{ tools: {} }, { tools: 'must be a list' }],
  'not an entry': [{ tools: ['quill'] }, { 'tools[0]': 'must be an object' }],
  'a missing field': [{ categories: [{ slug: 'new' }] }, { 'categories[0].name': 'is missing' }],
  'a field that is no text': [
    { categories: [{ slug: 'new', name: 7 }] },
    { 'categories[0].name': 'must be a text' },
  ],
  'an unknown list': [
    { tags: [] },
    {
      tags: 'is not a known key; the keys here are $schema, categories, reviewers, tools, reviews, comparisons',
    },
  ],
  'unknown keys': [
    JSON.parse('{ "categories": [{ "slug": "new", "name": "New", "__proto__": 1, "na me": 2 }] }'),
    {
      'categories[0].__proto__': 'is not a known key; the keys here are slug, name, status',
      'categories[0]["na me"]': 'is not a known key; the keys here are slug, name, status',
    },
  ],
  'what is no slug': [
    { categories: ['', 'New', 'a--b', '-a', 'a-', 'a\n', 'é'].map((slug) => ({ slug, name: 'New' })) },
    Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((at) => [`categories[${at}].slug`, SLUG])),
  ],
  'a slug too long': [
    { categories: [{ slug: 'a'.repeat(101), name: 'New' }] },
    { 'categories[0].slug': 'is 101 characters long; 100 is the most' },
  ],
  'an empty text': [{ categories: [{ slug: 'new', name: ' \n ' }] }, { 'categories[0].name': 'is empty' }],
  'texts too long': [
    { tools: [{ ...quill, tagline: 'x'.repeat(201), description: 'x'.repeat(2001) }] },
    {
      'tools[0].tagline': 'is 201 characters long; 200 is the most',
      'tools[0].description': 'is 2001 characters long; 2000 is the most',
    },
  ],
  'a line break in a line': [
    { tools: [{ ...quill, name: 'Quill\nBcc: all' }] },
    { 'tools[0].name': 'must be a single line' },
  ],
  'control characters': [
    { tools: [{ ...quill, description: 'a\u0000b', name: 'a\u001b[2J' }] },
    {
      'tools[0].name': 'holds a control character; only line breaks (\\n) are allowed',
      'tools[0].description': 'holds a control character; only line breaks (\\n) are allowed',
    },
  ],
  'gap markers': [
    { tools: [{ ...quill, description: 'a \u{E000}unsubscribe\u{E001}' }] },
    { 'tools[0].description': 'holds U+E000 or U+E001, which are kept for links in mails' },
  ],
  'half a character': [
    { tools: [{ ...quill, description: 'a \ud83d b' }] },
    { 'tools[0].description': 'holds half of a surrogate pair, which is no character' },
  ],
  'an unknown verdict': [
    { tools: [quill], reviews: [{ ...review, verdict: 'maybe' }] },
    { 'reviews[0].verdict': 'must be one of "ship", "skip"' },
  ],
  'an unknown status': [
    { ...smallContent, comparisons: [{ ...comparison, status: 'live' }] },
    { 'comparisons[0].status': 'must be one of "draft", "published", "withdrawn"' },
  ],
  'a comparison of one tool, and of three': [
    { ...smallContent, comparisons: [['quill'], ['quill', 'inkwell', 'quill']].map(compare) },
    { 'comparisons[0].tools': 'must hold 2', 'comparisons[1].tools': 'must hold 2' },
  ],
  'a comparison of a tool with itself': [
    { ...smallContent, comparisons: [compare(['quill', 'quill'])] },
    { 'comparisons[0].tools': 'compares "quill" with itself; name two different tools' },
  ],
  'a slug twice': [
    { tools: [quill, tool('inkwell'), quill] },
    { 'tools[2].slug': 'repeats the slug "quill" of tools[0]' },
  ],
  'a review twice': [
    { tools: [quill], reviews: [review, { ...review, verdict: 'skip' }] },
    { 'reviews[1]': 'repeats the tool "quill" and reviewer "the-builder" of reviews[0]' },
  ],
  'references to nothing': [
    {
      tools: [quill, { ...tool('inkwell'), category: 'desing' }],
      reviews: [{ ...review, tool: 'pen', reviewer: 'the-poet' }],
      comparisons: [compare(['quill', 'constructor'])],
    },
    {
      'tools[1].category':
        'there is no category "desing"; add it to "categories" or use one of: design, writing',
      'reviews[0].tool': 'there is no tool "pen"; add it to "tools" or use one of: inkwell, quill',
      'reviews[0].reviewer':
        'there is no reviewer "the-poet"; add it to "reviewers" or use one of: the-builder, the-skeptic',
      'comparisons[0].tools[1]':
        'there is no tool "constructor"; add it to "tools" or use one of: inkwell, quill',
    },
  ],
  'a reference that is no slug, once': [
    { tools: [{ ...quill, category: 'Writing' }] },
    { 'tools[0].category': SLUG },
  ],
  'a reference where there is nothing to point at': [
    { comparisons: [compare(['quill', 'inkwell'])] },
    {
      'comparisons[0].tools[0]': 'there is no tool "quill"; add it to "tools"',
      'comparisons[0].tools[1]': 'there is no tool "inkwell"; add it to "tools"',
    },
  ],
  'a reference where there is much to point at': [
    {
      tools: Array.from({ length: 20 }, (_, at) => tool(`t${at + 10}`)),
      comparisons: [compare(['t10', 'quill'])],
    },
    {
      'comparisons[0].tools[1]':
        'there is no tool "quill"; add it to "tools" or use one of: t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20, t21 or 8 more',
    },
  ],
  'problems of every kind': [
    {
      tools: [{ ...quill, category: 'desing', name: '' }, quill],
      reviews: [review, { ...review, quote: '' }],
      extra: true,
    },
    {
      'tools[0].name': 'is empty',
      'reviews[1].quote': 'is empty',
      extra:
        'is not a known key; the keys here are $schema, categories, reviewers, tools, reviews, comparisons',
      'tools[1].slug': 'repeats the slug "quill" of tools[0]',
      'reviews[1]': 'repeats the tool "quill" and reviewer "the-builder" of reviews[0]',
      'tools[0].category':
        'there is no category "desing"; add it to "categories" or use one of: design, writing',
    },
  ],
}

test.each(Object.entries(CASES))(
  '%s: refused, with the place and the remedy',
  async (_, [document, problems]) => {
    const outcome = await importContent(database, document)
    expect(outcome).toEqual({
      outcome: 'refused',
      problems: Object.entries(problems).map(([path, message]) => ({ path, message })),
    })
    expect(await database.db.selectFrom('tool').selectAll().execute()).toEqual([])
  },
)

function compare(tools: string[]) {
  return { slug: `comparison-of-${tools.length}`, tools, bottomLine: 'Both.' }
}
