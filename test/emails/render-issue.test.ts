import { describe, expect, test } from 'vitest'
import { renderNotice } from '../../emails/issue/issue-parts.tsx'
import { type IssueToRender, renderIssue } from '../../emails/issue/render-issue.ts'
import type { Comparison } from '../../src/domain/comparison.ts'
import { composeEdition, fragmentsOf } from '../../src/domain/edition.ts'
import { type Fragment, gapMarker } from '../../src/domain/fragment.ts'
import { readerLinks } from '../../src/sending/links.ts'
import { spliceFragments, withNotice } from '../../src/sending/splice.ts'
import { sampleComparison, sampleTool } from './sample-comparison.ts'
import { sampleIssue, sampleSite } from './sample-issue.ts'
import { QUOTES } from './sample-quotes.ts'

const GMAIL_CLIPS_AT = 102_000
const GAP = /\p{Co}[^\p{Co}]*\p{Co}|\p{Co}/gu

describe('an issue', () => {
  test('is rendered once for each comparison that an edition may begin with, list or show, and a foot', () => {
    const fragments = renderIssue(sampleIssue())
    const five = (kind: string) => Array<string>(5).fill(kind)
    expect(fragments.map(({ kind }) => kind)).toEqual([
      ...five('opening'),
      ...five('head'),
      ...five('contents-line'),
      'contents-end',
      ...five('comparison'),
      'foot',
    ])
  })

  test('joins to one HTML document with nothing of its seams left', () => {
    const { html } = mailOf(sampleIssue())
    expect(html).toMatch(/^<!DOCTYPE html/)
    expect(html).toMatch(/<\/html>$/)
    for (const tag of ['html', 'head', 'body', 'title', 'h1']) {
      expect(count(html, new RegExp(`<${tag}[ >]`, 'g')), tag).toBe(1)
      expect(count(html, new RegExp(`</${tag}>`, 'g')), tag).toBe(1)
    }
    expect(html).toContain('<html dir="ltr" lang="en">')
    expect(html).not.toContain('data-cut')
    expect(html).not.toContain('<!-- -->')
    expect(html).not.toContain('<!--$')
  })

  test('has comparisons that are each balanced, so that an edition can leave some out', () => {
    const fragments = renderIssue(sampleIssue())
    for (const { html } of fragments.filter(({ kind }) => kind === 'comparison')) {
      for (const tag of ['table', 'td', 'div', 'p', 'h2', 'h3', 'h4', 'b', 'a']) {
        expect(count(html, new RegExp(`<${tag}[ >]`, 'g')), tag).toBe(
          count(html, new RegExp(`</${tag}>`, 'g')),
        )
      }
    }
  })

  test('stays under the size at which Gmail clips it, with five full comparisons', () => {
    expect(sizeOf(sampleIssue())).toBeLessThan(88_000)
  })

  test('stays under that size even with quotes of 850 characters', () => {
    const long = QUOTES.join(' ').slice(0, 850)
    const comparisons = sampleIssue().comparisons.map((comparison) => withQuotes(comparison, long))
    expect(sizeOf(sampleIssue({ comparisons }))).toBeLessThan(GMAIL_CLIPS_AT - 5_000)
  })

  test('leaves gaps for the reader’s own links, in HTML and in text, and no other private-use character', () => {
    const { html, text } = mailOf(sampleIssue())
    const votes = (count: number) => Array<string>(count).fill(gapMarker('vote'))
    const own = [gapMarker('preferences'), gapMarker('unsubscribe')]
    expect(html.match(GAP)).toEqual([...votes(20), ...own])
    expect(text.match(GAP)).toEqual([...votes(5), ...own])
    for (const gap of own) expect(html).toContain(`href="${gap}"`)
    expect(html).toContain(
      `href="${gapMarker('vote')}/night-shift-agents-vs-pocketbook-3b?night-shift-agents=ship"`,
    )
    expect(text).toContain(`Vote on both:\n${gapMarker('vote')}/night-shift-agents-vs-pocketbook-3b\n`)
  })

  test('puts the preheader first in the body: the first comparison, and what it came to', () => {
    const lead = { ...sampleComparison('Left', 'Right'), bottomLine: 'Left, for now.\n\nAsk again.' }
    const { html } = mailOf(sampleIssue({ comparisons: [lead] }))
    const visible = html.slice(html.indexOf('<body')).replace(/<[^>]*>/g, '')
    expect(visible.startsWith('Left vs Right. Left, for now.')).toBe(true)
    expect(visible).not.toMatch(/^Left vs Right. Left, for now.\s*Ask/)
  })

  test('of fewer comparisons is a complete mail that begins, lists and shows only those', () => {
    const issue = sampleIssue({ subject: 'What we tried', comparisons: sampleIssue().comparisons })
    const [, , third, fourth] = issue.comparisons
    const { html, text } = mailOf(issue, [third!.slug, fourth!.slug])
    const balanced = ['html', 'body', 'table', 'td', 'div', 'ul', 'li', 'h1', 'h2', 'p', 'a']
    for (const tag of balanced) {
      expect(count(html, new RegExp(`<${tag}[ >]`, 'g')), tag).toBe(count(html, new RegExp(`</${tag}>`, 'g')))
    }
    expect(html).toContain('<title>Quillfeather vs Draftsman Pro: What we tried</title>')
    expect(text).toContain('Quillfeather vs Draftsman Pro: What we tried\n====')
    expect(count(html, /<li/g)).toBe(2)
    expect(text).toMatch(/In this issue\n-+\n\n {2}\* Quillfeather.*\n {2}\* Echo Transcribe.*\n\n\n/)
    for (const body of [html, text]) expect(body).not.toMatch(/Ledgerline|Vectorhaus/)
  })

  test('says what month it is of, to readers who get one mail a month', () => {
    const { html, text } = mailOf(sampleIssue({ digestOf: 'October 2026' }), undefined, true)
    for (const body of [html, text]) {
      expect(body).toContain('Night Shift Agents vs Pocketbook 3B: the verdicts of October 2026')
      expect(body).toContain('Once a month, as you chose: the verdicts of October 2026.')
      expect(body.replaceAll(/\s+/g, ' ')).toContain('You get this once a month because')
      expect(body).not.toContain('wanted to work while we slept')
      expect(body).not.toContain('/issues/12')
    }
  })

  test('says in its foot why it came, where to read it, how to change it, how to leave, and from where', () => {
    const foot = renderIssue(sampleIssue()).at(-1)!
    expect(foot.html).toContain('You get this because you are subscribed to Weekly Verdicts.')
    expect(foot.html).toContain('href="https://verdicts.example/issues/12"')
    expect(foot.html).toContain('12 Harbour Lane, Floor 3<br/>Rotterdam 3011 AB, Netherlands')
    expect(foot.text).toContain('You get this because you are subscribed to Weekly Verdicts.')
    expect(foot.text).toContain('View in browser:\nhttps://verdicts.example/issues/12')
    expect(foot.text).toContain(`Preferences:\n${gapMarker('preferences')}`)
    expect(foot.text).toContain(`Unsubscribe:\n${gapMarker('unsubscribe')}`)
    expect(foot.text).toContain('12 Harbour Lane, Floor 3\nRotterdam 3011 AB, Netherlands')
  })

  test('escapes what HTML would take for its own', () => {
    const evil = `<script>alert("x")</script> & <hr data-cut=""/> it's`
    const comparison = withQuotes(sampleComparison('A<b>', 'C&D'), evil)
    const fragments = renderIssue(
      sampleIssue({ subject: evil, intro: evil, comparisons: [{ ...comparison, bottomLine: evil }] }),
    )
    const { html, text } = join(fragments)
    expect(fragments).toHaveLength(6)
    expect(html).not.toContain('<script')
    expect(html).not.toContain('A<b>')
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;hr')
    expect(text).toContain('<script>alert("x")</script> & <hr data-cut=""/>')
  })

  test('shows a dash for a tally in which nobody has spoken', () => {
    const silent = { ...sampleTool('Hush', 1), reviews: [], panelVerdict: { ships: 0, total: 0 } }
    const comparison = {
      ...sampleComparison('Hush', 'Loud'),
      tools: [silent, sampleTool('Loud', 0)] as const,
    }
    const { html, text } = mailOf(sampleIssue({ comparisons: [comparison] }))
    expect(html).toMatch(/>&#8212;<\/div>.{0,120}Panel verdict<\/b><br\/>no reviews yet/)
    expect(text).toContain('Panel verdict   — (no reviews yet)')
    expect(html).toContain('No verdict on Hush yet.')
    expect(text).toContain('No verdict on Hush yet.')
  })

  test('keeps the paragraphs of a text apart, and leaves an empty bottom line out', () => {
    const [left, right] = sampleComparison('Left', 'Right').tools
    const comparison = {
      ...sampleComparison('Left', 'Right'),
      tools: [{ ...left, description: 'First.\n\nSecond.' }, right] as const,
      bottomLine: '',
    }
    const { html, text } = mailOf(sampleIssue({ comparisons: [comparison] }))
    expect(html).toMatch(/First\.<\/p><p[^>]*>Second\./)
    expect(text).toContain('First.\n\nSecond.')
    for (const body of [html, text]) expect(body).not.toContain('Bottom line')
  })

  test('is HTML of ASCII alone but for its gaps', () => {
    const { html } = mailOf(sampleIssue({ subject: 'Größe „Ü“ 🙂' }))
    expect(html).not.toMatch(/[^\0-\x7f\p{Co}]/u)
    expect(html).toContain('Gr&#246;&#223;e &#8222;&#220;&#8220; &#128578;')
  })

  test('names the verdict in words beside every quote', () => {
    const { html, text } = mailOf(sampleIssue({ comparisons: [sampleComparison('Left', 'Right')] }))
    expect(count(html, />SHIP<|>SKIP</g)).toBe(8)
    expect(count(text, /^ {2}(SHIP|SKIP): (Left|Right)$/gm)).toBe(8)
  })

  test('links each comparison to its page', () => {
    const comparison = renderIssue(sampleIssue()).find(({ kind }) => kind === 'comparison')
    expect(comparison?.html).toContain(`href="${sampleSite.url}/compare/night-shift-agents-vs-pocketbook-3b"`)
    expect(comparison?.text).toContain(`\n${sampleSite.url}/compare/night-shift-agents-vs-pocketbook-3b\n`)
  })

  test('keeps its plain text within 72 columns, URLs aside', () => {
    const site = { ...sampleSite, url: `https://${'a'.repeat(60)}.verdicts.example` }
    const { text } = mailOf(sampleIssue({ site }))
    const tooLong = text.split('\n').filter((line) => [...line].length > 72)
    expect(tooLong.length).toBeGreaterThan(0)
    expect(
      tooLong.filter((line) => !/^https:\S+$/.test(line) && !line.includes(`${'a'.repeat(60)}.`)),
    ).toEqual([])
  })

  test('is the same every time', () => {
    expect(renderIssue(sampleIssue())).toEqual(renderIssue(sampleIssue()))
  })

  test('holds no image, and nothing to fetch', () => {
    const { html } = mailOf(sampleIssue())
    expect(html).not.toMatch(/<img|<link|@import|url\(|<script/)
  })

  test('says so at its top when it is a test', () => {
    const notice = 'Test of issue 12. Its personal links do nothing.'
    const fragments = renderIssue(sampleIssue({ comparisons: [sampleComparison('Left', 'Right')] }))
    const { html, text } = join(withNotice(fragments, renderNotice(notice)))
    const visible = html.slice(html.indexOf('</div><table')).replace(/<[^>]*>/g, '')
    expect(visible.startsWith(notice)).toBe(true)
    expect(text.split('\n')[0]).toContain(notice)
  })

  test('can be empty while an editor is still composing it', () => {
    const { html, text } = mailOf(sampleIssue({ comparisons: [], intro: '' }))
    expect(html + text).not.toContain('In this issue')
    expect(html).toMatch(/<\/html>$/)
  })
})

/** The mail with these comparisons, with all of them where none are named. */
function mailOf(
  issue: IssueToRender,
  comparisons = issue.comparisons.map(({ slug }) => slug),
  isDigest = false,
): Pick<Fragment, 'html' | 'text'> {
  const fragments = renderIssue(issue)
  return join(fragmentsOf(fragments, { fragments: composeEdition(fragments, { comparisons, isDigest }) }))
}

/** In bytes, with the reader's own links. */
function sizeOf(issue: IssueToRender): number {
  const { html } = spliceFragments([mailOf(issue)], readerLinks(issue.site.url, 't'.repeat(50)))
  return Buffer.byteLength(html)
}

function join(fragments: readonly Pick<Fragment, 'html' | 'text'>[]): Pick<Fragment, 'html' | 'text'> {
  return {
    html: fragments.map(({ html }) => html).join(''),
    text: fragments.map(({ text }) => text).join(''),
  }
}

function withQuotes(comparison: Comparison, quote: string): Comparison {
  const [left, right] = comparison.tools
  const quoted = (tool: typeof left) => ({
    ...tool,
    reviews: tool.reviews.map((review) => ({ ...review, quote })),
  })
  return { ...comparison, tools: [quoted(left), quoted(right)] }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
