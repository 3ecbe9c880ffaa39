import { describe, expect, test } from 'vitest'
import { paragraphsOf, textBlocks, underlined, wrapped } from '../../emails/plain-text.ts'

describe('plain text', () => {
  test('breaks a paragraph at 72 columns and indents what follows', () => {
    const lines = wrapped('word '.repeat(40), '    ', '  * ').split('\n')
    expect(lines[0]).toMatch(/^ {2}\* word/)
    expect(lines[1]).toMatch(/^ {4}word/)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72)
  })

  test('never breaks a URL', () => {
    const url = `https://verdicts.example/${'x'.repeat(90)}`
    expect(wrapped(`See ${url} now`).split('\n')).toEqual(['See', url, 'now'])
  })

  test('underlines a heading as far as it reaches', () => {
    expect(underlined('Left vs Right', '=')).toBe('Left vs Right\n=============')
  })

  test('leaves out empty blocks', () => {
    expect(textBlocks('one', '', 'two')).toBe('one\n\ntwo')
    expect(wrapped('  \n ')).toBe('')
  })

  test('finds paragraphs between blank lines, however the lines end', () => {
    expect(paragraphsOf('one\r\n\r\ntwo\nstill two\n \n\nthree\n')).toEqual([
      'one',
      'two\nstill two',
      'three',
    ])
  })
})
