import { describe, expect, test } from 'vitest'
import { type IssueToRender, renderIssue } from '../../emails/issue/render-issue.ts'
import type { Comparison } from '../../src/domain/comparison.ts'
import { type Fragment, gapMarker } from '../../src/domain/fragment.ts'
import { sampleComparison, sampleTool } from './sample-comparison.ts'
import { sampleIssue, sampleSite } from './sample-issue.ts'
import { QUOTES } from './sample-quotes.ts'

const GMAIL_CLIPS_AT = 102_000

describe('an issue', () => {
  test('is a head, one fragment a comparison and a foot, in that order', () => {
    const fragments = renderIssue(sampleIssue())
    expect(fragments.map(({ kind }) => kind)).toEqual([
      'frame-head',
      ...Array<string>(5).fill('comparison'),
      'frame-foot',
    ])
  })

  test('joins to one HTML document with nothing of its seams left', async () => {
    const { html } = await mailOf(sampleIssue())
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

  test('stays under the size at which Gmail clips it, with five full comparisons', async () => {
    const { html } = await mailOf(sampleIssue())
    expect(Buffer.byteLength(html)).toBeLessThan(85_000)
  })

  test('stays under that size even with quotes of 850 characters', async () => {
    const long = QUOTES.join(' ').slice(0, 850)
    const comparisons = sampleIssue().comparisons.map((comparison) => withQuotes(comparison, long))
    const { html } = await mailOf(sampleIssue({ comparisons }))
    expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_CLIPS_AT - 10_000)
  })

  test('leaves gaps for the reader’s own links, in HTML and in text, and no other private-use character', () => {
    const fragments = renderIssue(sampleIssue())
    const { html, text } = join(fragments)
    const gaps = [gapMarker('preferences'), gapMarker('unsubscribe')]
    for (const body of [html, text]) expect(body.match(/\p{Co}[^\p{Co}]*\p{Co}|\p{Co}/gu)).toEqual(gaps)
    for (const gap of gaps) expect(html).toContain(`href="${gap}"`)
  })

  test('puts the preheader first in the body', async () => {
    const { html } = await mailOf(sampleIssue({ preheader: 'First thing you see.' }))
    const visible = html.slice(html.indexOf('<body')).replace(/<[^>]*>/g, '')
    expect(visible.startsWith('First thing you see.')).toBe(true)
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
      sampleIssue({ subject: evil, intro: evil, preheader: evil, comparisons: [comparison] }),
    )
    const { html, text } = join(fragments)
    expect(fragments).toHaveLength(3)
    expect(html).not.toContain('<script')
    expect(html).not.toContain('A<b>')
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;hr')
    expect(text).toContain('<script>alert("x")</script> & <hr data-cut=""/>')
  })

  test('shows a dash for a tally in which nobody has spoken', async () => {
    const silent = { ...sampleTool('Hush', 1), reviews: [], panelVerdict: { ships: 0, total: 0 } }
    const comparison = {
      ...sampleComparison('Hush', 'Loud'),
      tools: [silent, sampleTool('Loud', 0)] as const,
    }
    const { html, text } = await mailOf(sampleIssue({ comparisons: [comparison] }))
    expect(html).toMatch(/>&#8212;<\/div>.{0,120}Panel verdict<\/b><br\/>no reviews yet/)
    expect(text).toContain('Panel verdict   — (no reviews yet)')
    expect(html).toContain('No verdict on Hush yet.')
    expect(text).toContain('No verdict on Hush yet.')
  })

  test('keeps the paragraphs of a text apart, and leaves an empty bottom line out', async () => {
    const [left, right] = sampleComparison('Left', 'Right').tools
    const comparison = {
      ...sampleComparison('Left', 'Right'),
      tools: [{ ...left, description: 'First.\n\nSecond.' }, right] as const,
      bottomLine: '',
    }
    const { html, text } = await mailOf(sampleIssue({ comparisons: [comparison] }))
    expect(html).toMatch(/First\.<\/p><p[^>]*>Second\./)
    expect(text).toContain('First.\n\nSecond.')
    for (const body of [html, text]) expect(body).not.toContain('Bottom line')
  })

  test('is HTML of ASCII alone but for its gaps', async () => {
    const { html } = await mailOf(sampleIssue({ subject: 'Größe „Ü“ 🙂' }))
    expect(html).not.toMatch(/[^\0-\x7f\p{Co}]/u)
    expect(html).toContain('Gr&#246;&#223;e &#8222;&#220;&#8220; &#128578;')
  })

  test('names the verdict in words beside every quote', async () => {
    const { html, text } = await mailOf(sampleIssue({ comparisons: [sampleComparison('Left', 'Right')] }))
    expect(count(html, />SHIP<|>SKIP</g)).toBe(8)
    expect(count(text, /^ {2}(SHIP|SKIP): (Left|Right)$/gm)).toBe(8)
  })

  test('links each comparison to its page', () => {
    const [, comparison] = renderIssue(sampleIssue())
    expect(comparison?.html).toContain(`href="${sampleSite.url}/compare/night-shift-agents-vs-pocketbook-3b"`)
    expect(comparison?.text).toContain(`\n${sampleSite.url}/compare/night-shift-agents-vs-pocketbook-3b\n`)
  })

  test('keeps its plain text within 72 columns, URLs aside', async () => {
    const site = { ...sampleSite, url: `https://${'a'.repeat(60)}.verdicts.example` }
    const { text } = await mailOf(sampleIssue({ site }))
    const tooLong = text.split('\n').filter((line) => [...line].length > 72)
    expect(tooLong.length).toBeGreaterThan(0)
    expect(
      tooLong.filter((line) => !/^https:\S+$/.test(line) && !line.includes(`${'a'.repeat(60)}.`)),
    ).toEqual([])
  })

  test('is the same every time', () => {
    expect(renderIssue(sampleIssue())).toEqual(renderIssue(sampleIssue()))
  })

  test('holds no image, and nothing to fetch', async () => {
    const { html } = await mailOf(sampleIssue())
    expect(html).not.toMatch(/<img|<link|@import|url\(|<script/)
  })

  test('says so at its top when it is a test', async () => {
    const notice = 'Test of issue 12. Its unsubscribe and preferences links do nothing.'
    const real = await mailOf(sampleIssue())
    const trial = await mailOf(sampleIssue({ test: true }))
    expect(trial.html).toContain(notice)
    expect(trial.text.split('\n')[0]).toContain(notice)
    expect(real.html + real.text).not.toContain(notice)
  })

  test('can be empty while an editor is still composing it', async () => {
    const { html, text } = await mailOf(sampleIssue({ comparisons: [], intro: '' }))
    expect(html + text).not.toContain('In this issue')
    expect(html).toMatch(/<\/html>$/)
  })
})

async function mailOf(issue: IssueToRender): Promise<{ html: string; text: string }> {
  return join(renderIssue(issue))
}

function join(fragments: readonly Fragment[]): { html: string; text: string } {
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
