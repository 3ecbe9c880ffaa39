import { expect, test } from 'vitest'
import { proposeSlug } from '../../src/domain/slug.ts'

test.each([
  ['Crème & Co.', 'creme-co'],
  ['  --Pell  Wright 2.0-- ', 'pell-wright-2-0'],
  ['筆', ''],
  [`${'a'.repeat(99)} b`, 'a'.repeat(99)],
])('%j makes the slug %j', (name, slug) => {
  expect(proposeSlug(name)).toBe(slug)
})
