import { expect, test } from 'vitest'
import { importContent } from '../../../src/actions/content/import.ts'
import { contentJsonSchema } from '../../../src/actions/content/json-schema.ts'
import { createTestDatabase } from '../../support/database.ts'
import { smallContent } from './small-content.ts'

const SLUG = 100
const SOURCE = 500

/** How many characters each text of a document may have. */
const LONGEST = {
  'categories[0].slug': SLUG,
  'categories[0].name': 120,
  'reviewers[0].slug': SLUG,
  'reviewers[0].name': 120,
  'reviewers[0].perspective': 200,
  'tools[0].slug': SLUG,
  'tools[0].name': 120,
  'tools[0].tagline': 200,
  'tools[0].description': 2000,
  'tools[0].category': SLUG,
  'tools[0].entryPrice': 60,
  'tools[0].pricingNote': 300,
  'tools[0].priceSource': SOURCE,
  'tools[0].claims[0].claim': 300,
  'tools[0].claims[0].source': SOURCE,
  'reviews[0].tool': SLUG,
  'reviews[0].reviewer': SLUG,
  'reviews[0].quote': 5000,
  'comparisons[0].slug': SLUG,
  'comparisons[0].tools[0]': SLUG,
  'comparisons[0].tools[1]': SLUG,
  'comparisons[0].bottomLine': 2000,
}

const source = 'https://quill.example/'
const claims = [{ claim: 'Works offline.', source, checkedOn: '2026-11-01' }]
const document = {
  ...smallContent,
  tools: smallContent.tools.map((tool) => ({ ...tool, priceSource: source, claims })),
}
const database = await createTestDatabase()

test('the schema says of every text how long it may be', () => {
  expect(Object.fromEntries(longestIn(contentJsonSchema()))).toEqual(LONGEST)
})

test.each(Object.entries(LONGEST))('%s of more than %i characters is refused', async (path, most) => {
  const refused = await importContent(database, withTextAt(path, most + 1))
  const message = `is ${most + 1} characters long; ${most} is the most`
  expect(refused).toMatchObject({ problems: expect.arrayContaining([{ path, message }]) })
})

interface Schema {
  type?: string
  maxLength?: number
  properties?: Record<string, Schema>
  items?: Schema
  prefixItems?: Schema[]
  format?: string
  enum?: unknown[]
}

function longestIn(schema: unknown, path = ''): [path: string, most: number | undefined][] {
  const { type, maxLength, properties = {}, items, prefixItems, ...rest } = schema as Schema
  const within = prefixItems ?? (items ? [items] : [])
  // What is one of a few words, a day, or the schema's own address is no text of the document's.
  const isText = type === 'string' && !rest.enum && !rest.format && path !== '.$schema'
  return [
    ...(isText ? [[path.slice(1), maxLength] as [string, number | undefined]] : []),
    ...Object.entries(properties).flatMap(([key, each]) => longestIn(each, `${path}.${key}`)),
    ...within.flatMap((each, at) => longestIn(each, `${path}[${at}]`)),
  ]
}

function withTextAt(path: string, length: number): unknown {
  const copy = structuredClone(document)
  const keys = path.match(/\w+/g)!
  const last = keys.pop()!
  const entry = keys.reduce<Record<string, never>>((at, key) => at[key]!, copy as never)
  const begins = path.toLowerCase().endsWith('source') ? source : ''
  Object.assign(entry, { [last]: begins.padEnd(length, 'x') })
  return copy
}
