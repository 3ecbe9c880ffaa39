import { describe, expect, test } from 'vitest'
import { renderIssue } from '../../emails/issue/render-issue.ts'
import { inScheme } from '../../emails/stylesheet.ts'
import { brand } from '../../src/brand.ts'
import { composeEdition, fragmentsOf } from '../../src/domain/edition.ts'
import { sampleIssue } from './sample-issue.ts'

const ASKS = 'prefers-color-scheme'

describe('a mail seen in one scheme', () => {
  test('no longer asks the device, and is otherwise what it was', () => {
    const sent = mailOf('What we tried')
    for (const scheme of ['light', 'dark'] as const) {
      const seen = inScheme(sent, scheme)
      expect(seen).not.toContain(ASKS)
      expect(seen).toContain(`:root{color-scheme:${scheme};`)
      expect(seen.slice(seen.indexOf('</head>'))).toBe(sent.slice(sent.indexOf('</head>')))
      expect(seen).toContain('@media (max-width:639px)')
    }
  })

  test('in the dark, its dark rules always hold; in the light, never', () => {
    const dark = `{.paper{background:${brand.dark.paper}!important}`
    expect(inScheme(mailOf('S'), 'dark')).toContain(`@media all${dark}`)
    expect(inScheme(mailOf('S'), 'light')).toContain(`@media not all${dark}`)
  })

  test('keeps what an editor writes about colours', () => {
    const subject = '<style>@media (prefers-color-scheme:dark){} color-scheme:light dark'
    const written = subject.replace('<', '&lt;').replace('>', '&gt;')
    const seen = inScheme(mailOf(subject), 'dark')
    expect(seen.split(written)).toHaveLength(mailOf(subject).split(written).length)
    expect(seen).toContain(written)
  })
})

function mailOf(subject: string): string {
  const issue = sampleIssue({ subject, comparisons: [] })
  const fragments = renderIssue(issue)
  const edition = { fragments: composeEdition(fragments, { comparisons: [] }) }
  return fragmentsOf(fragments, edition)
    .map(({ html }) => html)
    .join('')
}
