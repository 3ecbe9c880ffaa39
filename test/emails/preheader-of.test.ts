import { expect, test } from 'vitest'
import { renderLead } from '../../emails/issue/issue-parts.tsx'
import { preheaderOf } from '../../emails/preheader-of.ts'
import { sampleIssue } from './sample-issue.ts'

test.each(['Left, for now.', 'A "quote", it’s <b>bold</b> & &amp; — ünïcode 🚢.', 'x'.repeat(400), ''])(
  'the preheader is read from a mail as it was written: %s',
  (preheader) => {
    const { opening } = renderLead(sampleIssue(), { subject: 'Subject', preheader })
    expect(preheaderOf(opening.html)).toBe(preheader.slice(0, 150))
  },
)

test('a mail that has none has none', () => {
  expect(preheaderOf('<body><p>Hello</p></body>')).toBe('')
})
