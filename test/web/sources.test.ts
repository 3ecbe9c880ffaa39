import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { toDay } from '../../src/domain/to-day.ts'
import { Source } from '../../src/web/parts/sources.tsx'

const DAY_MS = 86_400_000
const shown = (daysAgo: number) =>
  renderToStaticMarkup(
    createElement(Source, {
      url: 'https://quill.example/pricing',
      checkedOn: toDay(new Date(Date.now() - daysAgo * DAY_MS)),
    }),
  )

test('readers are told of a price that was checked long ago, and of no other', () => {
  expect(shown(92)).toContain('more than 90 days ago')
  expect(shown(88)).not.toContain('days ago')
})
