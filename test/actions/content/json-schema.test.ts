import { expect, test } from 'vitest'
import { contentJsonSchema } from '../../../src/actions/content/json-schema.ts'

test('the JSON Schema says what a document holds', () => {
  const schema = contentJsonSchema()
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      tools: {
        items: {
          additionalProperties: false,
          required: ['slug', 'name', 'tagline', 'description', 'category', 'entryPrice'],
          properties: {
            slug: { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 },
            description: { minLength: 1, maxLength: 2000 },
          },
        },
      },
      comparisons: {
        items: {
          required: ['slug', 'tools'],
          properties: {
            tools: { minItems: 2, maxItems: 2 },
            status: { enum: ['draft', 'published', 'withdrawn'], default: 'published' },
          },
        },
      },
    },
  })
  expect(schema.required ?? []).toEqual([])
})

test('every key has a description', () => {
  for (const list of Object.values(contentJsonSchema().properties ?? {})) {
    expect(list).toHaveProperty('description')
    const keys = Object.values((list as Listed).items?.properties ?? {})
    for (const key of keys) expect(key).toHaveProperty('description')
  }
})

interface Listed {
  items?: { properties: Record<string, object> }
}
