import { expect, test } from 'vitest'
import { gapMarker } from '../../src/domain/fragment.ts'
import { spliceFragments, withNotice } from '../../src/sending/splice.ts'

const links = { preferences: 'P', unsubscribe: 'U', vote: 'V' }

test('fragments are joined and every gap is filled, in HTML and in text', () => {
  const fragments = [
    { html: `a${gapMarker('unsubscribe')}`, text: gapMarker('vote') },
    { html: `b${gapMarker('preferences')}c${gapMarker('unsubscribe')}`, text: 'z' },
  ]
  expect(spliceFragments(fragments, links)).toEqual({ html: 'aUbPcU', text: 'Vz' })
})

test('what only looks like a gap stays as it is', () => {
  const html = 'unsubscribe $& $1 {{preferences}}'
  expect(spliceFragments([{ html, text: '' }], links).html).toBe(html)
})

test('a notice stands behind what nobody sees', () => {
  const [opening, head, notice] = ['opening', 'head', 'notice'].map((text) => ({ html: text, text }))
  expect(withNotice([opening!, head!], notice!)).toEqual([opening, notice, head])
})
