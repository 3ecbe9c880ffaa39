import { expect, test } from 'vitest'
import { nearNames } from '../../src/domain/near-names.ts'

const NAMES = ['Pellwright', 'Mergantle', 'Quill Pro', 'Quillon', 'Ä']

test.each([
  ['Pelwright', ['Pellwright']],
  ['mergantel', ['Mergantle']],
  ['quil', ['Quill Pro', 'Quillon']],
  ['QUILL-PRO', ['Quill Pro', 'Quillon']],
  ['zebra', []],
  ['?!', []],
  ['', []],
])('%s is near %j', (typed, names) => {
  expect(nearNames(typed, NAMES, 2)).toEqual(names)
})
