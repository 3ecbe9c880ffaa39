import { expect, test } from 'vitest'
import { readJson } from '../../../src/actions/content/read-json.ts'

test('JSON is read', () => {
  expect(readJson(' {"a": [1, -2.5e3, true, null, "\\u00e9\\n"], "b": {}} ')).toEqual({
    value: { a: [1, -2500, true, null, 'é\n'], b: {} },
  })
})

const CLOSED = 'a string closed on its own line; in a string, write \\n for a line break and \\\\ for a \\'

test.each([
  ['', 1, 1, 'a value'],
  ['verdicts', 1, 1, 'a value'],
  ['{\n  "a": 1,\n}', 3, 1, 'a key in double quotes'],
  ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 3, 3, '"," or "}"'],
  ["{'a': 1}", 1, 2, 'a key in double quotes or "}"'],
  ['{"a" 1}', 1, 6, '":"'],
  ['{"a": tru}', 1, 7, 'a value'],
  ['{"a": "x\ny"}', 1, 7, CLOSED],
  ['{"a": "C:\\work"}', 1, 7, CLOSED],
  ['{"a": "say "hi" twice"}', 1, 13, '"," or "}"'],
  ['[1, 2', 1, 6, '"," or "]"'],
  ['[1, 2}', 1, 6, '"," or "]"'],
  ['[[], {}, 01]', 1, 10, 'a value'],
  ['{} {}', 1, 4, 'nothing more'],
])('%j breaks at line %i, column %i', (text, line, column, expected) => {
  expect(readJson(text)).toEqual({ problem: { line, column, expected } })
})
