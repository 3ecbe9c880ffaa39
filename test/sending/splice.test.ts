import { expect, test } from 'vitest'
import { gapMarker } from '../../src/domain/fragment.ts'
import { cutAtGaps, splice } from '../../src/sending/splice.ts'

const links = { preferences: 'P', unsubscribe: 'U' }

test('texts are joined and every gap is filled', () => {
  const texts = [`a${gapMarker('unsubscribe')}`, `b${gapMarker('preferences')}c${gapMarker('unsubscribe')}`]
  expect(splice(cutAtGaps(texts), links)).toBe('aUbPcU')
})

test('what only looks like a gap stays as it is', () => {
  expect(splice(cutAtGaps(['unsubscribe $& $1 {{preferences}}']), links)).toBe(
    'unsubscribe $& $1 {{preferences}}',
  )
})
