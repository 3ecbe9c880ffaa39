import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EDITION_RULE, ruleFiles } from '../../../src/actions/issue/edition-rule.ts'

const source = new URL('../../../src/', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, source), 'utf8')
const everything = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)

test('the rule that is approved is all that decides the bytes of a mail beyond its fragments', () => {
  expect(EDITION_RULE).toMatch(/^[0-9a-f]{64}$/)
  expect(ruleFiles()).toEqual([
    'domain/comparison.ts',
    'domain/compose-editions.ts',
    'domain/edition-plan.ts',
    'domain/edition.ts',
    'domain/fragment.ts',
    'domain/issue.ts',
    'domain/link-token.ts',
    'sending/issue-body.ts',
    'sending/issue-mail.ts',
    'sending/links.ts',
    'sending/splice.ts',
  ])
})

test('no package decides a byte that is in nobody’s hash', () => {
  for (const file of ruleFiles()) {
    const imported = [...read(file).matchAll(/^import (?!type )[^'"]*['"]([^'"]+)['"]/gm)].map(
      ([, from]) => from,
    )
    expect(imported.filter((from) => !/^(\.|node:)/.test(from!))).toEqual([])
  }
})

test('editions are planned and bodies written by the rule alone', () => {
  const calling = everything.filter((file) => /\b(planEditions|cutEditions|mailOf)\(/.test(read(file)))
  expect(calling.filter((file) => !ruleFiles().includes(file))).toEqual([])
})
