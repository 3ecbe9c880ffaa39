import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Prose } from '../../emails/prose.tsx'
import { markdownText } from '../../emails/rich-text-plain.ts'
import { firstLine } from '../../src/domain/rich-text.ts'
import { parseMarkdown } from '../../src/markdown/parse-markdown.ts'
import { RichText } from '../../src/web/parts/rich-text.tsx'

const asPage = (text: string) => renderToStaticMarkup(createElement(RichText, { text }))
const asMail = (text: string) => renderToStaticMarkup(createElement(Prose, { text, style: { margin: 0 } }))

test('what an editor writes is shown', () => {
  const text = [
    '# A heading',
    'One *slanted* and **bold** `code<b>`, [a link](https://a.example/?a=1&b=2)\nand a line  \nbroken.',
    '- a\n- b\n  1. within',
    '3. three\n4. four',
    '> said',
    '    <indented>',
  ].join('\n\n')
  expect(asPage(text)).toBe(
    [
      '<p><strong>A heading</strong></p>',
      '<p>One <em>slanted</em> and <strong>bold</strong> <code>code&lt;b&gt;</code>, ',
      '<a href="https://a.example/?a=1&amp;b=2" rel="nofollow">a link</a>\nand a line<br/>broken.</p>',
      '<ul><li><p>a</p></li><li><p>b</p><ol><li><p>within</p></li></ol></li></ul>',
      '<ol start="3"><li><p>three</p></li><li><p>four</p></li></ol>',
      '<blockquote><p>said</p></blockquote>',
      '<pre><code>&lt;indented&gt;</code></pre>',
    ].join(''),
  )
  expect(markdownText(text)).toBe(
    [
      'A heading',
      'One slanted and bold code<b>, a link [https://a.example/?a=1&b=2] and a\nline\nbroken.',
      '* a\n* b\n\n  1. within',
      '3. three\n4. four',
      '> said',
      '    <indented>',
    ].join('\n\n'),
  )
  expect(asMail(text)).toContain('<i>slanted</i>')
  expect(firstLine(parseMarkdown(text))).toBe('A heading')
})

test('plain text stays as it was: a blank line begins a paragraph, and nothing else means anything', () => {
  const text =
    'It costs $5 & is < 10, a_b_c * 2 * 3.\nSecond line: AT&amp;T [sic] (see 1).\n \nNew “paragraph”.'
  expect(asPage(text)).toBe(
    '<p>It costs $5 &amp; is &lt; 10, a_b_c * 2 * 3.\nSecond line: AT&amp;amp;T [sic] (see 1).</p><p>New “paragraph”.</p>',
  )
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox)',
  '[x](&#106;avascript:alert(1))',
  '[x](//evil.example)',
  '[x](file:///etc/passwd)',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/pixel.png)',
  '[![x](https://evil.example/p.png)](https://a.example)',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](https://a.example "onmouseover=alert(1)")',
  '`</code><script>alert(1)</script>`',
  '```\n</pre><script>alert(1)</script>\n```',
  '<!--\n<script>alert(1)</script>\n-->',
  '<style>*{display:none}</style>',
  '<iframe src=https://evil.example></iframe>',
  '<base href=https://evil.example>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
]

/** Elements and attributes that we write ourselves; nothing else is one. */
const ALLOWED =
  /<\/?(p|br|em|strong|i|b|code|pre|ul|ol|li|blockquote|a|span|div)( (href="(https?:\/\/|mailto:)[^"<>]*"|rel="nofollow"|start="\d+"|style="[^"<>]*"|class="[\w ]*"|target="_blank"|data-[\w-]+="[^"]*"))*\/?>/g

function isHarmless(html: string): void {
  expect(html.replaceAll(ALLOWED, '')).not.toMatch(/[<>]/)
}

describe('nothing harmful comes of', () => {
  test.each(HOSTILE)('%s', (text) => {
    isHarmless(asPage(text))
    isHarmless(asMail(text))
    expect(asPage(text)).not.toMatch(/<img|href="(?!https:)/)
  })
})

test('whatever is typed, pages and mails hold elements of ours only', () => {
  const pieces = fc.constantFrom(
    ...HOSTILE,
    '*',
    '**',
    '_',
    '`',
    '[',
    '](',
    ')',
    '>',
    '- ',
    '\n',
    '\n\n',
    '  ',
    '<',
    '&',
    '#',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 25 }), (parts) => {
      const text = parts.join('')
      isHarmless(asPage(text))
      isHarmless(asMail(text))
      markdownText(text)
    }),
    { numRuns: 500 },
  )
})

test.each(['*[_a', '_a*', '**a_', '[a]('])('%s over and over is left as it was typed', (piece) => {
  const text = piece.repeat(2_500)

  expect(parseMarkdown(text)).toEqual([{ kind: 'paragraph', words: [{ kind: 'text', text }] }])
})

// No measure of time: what keeps anybody waiting keeps this test from its end.
test.each(['>', '*', '[', '- ', '`', '<', '&', '![a', '1. ', '> > ', '(', '**a', '\\', '*[_a', '_a*'])(
  'as many %s as a text holds are parsed',
  (piece) => {
    expect(parseMarkdown(piece.repeat(10_000 / piece.length))).not.toEqual([])
  },
)
