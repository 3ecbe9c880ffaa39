import { describe, expect, test } from 'vitest'
import type { LinkCheck, LinkOutcome } from '../../src/domain/link-check.ts'
import { isOverridable, lineKey, type PreflightSubject, preflight } from '../../src/domain/preflight.ts'

const side = (name: string) => ({
  slug: name.toLowerCase(),
  name,
  tagline: 'It writes.',
  description: 'Braces as code: `{id}`.',
  entryPrice: 'Free',
  pricingNote: 'For one.',
  reviews: [{ quote: 'Fine.' }],
  panelVerdict: { ships: 1, total: 2 },
})
const unjudged = (name: string) => ({ ...side(name), panelVerdict: { ships: 0, total: 0 } })
const published = {
  slug: 'quill-vs-reed',
  status: 'published',
  tools: [side('Quill'), side('Reed')],
  bottomLine: 'Either.',
  recordedAt: new Date(),
} as unknown as PreflightSubject['comparisons'][0]

const saying = (said: object) =>
  ({ ...published, tools: [side('Quill'), { ...side('Reed'), ...said }] }) as unknown as typeof published
const repeat = (number: number, wentOutOn: string | null) => ({
  comparison: 'quill-vs-reed',
  number,
  status: wentOutOn === null ? ('draft' as const) : ('sent' as const),
  wentOutOn,
})

const FINE: PreflightSubject = {
  number: 7,
  words: { subject: '{first}: well?', preheader: null, intro: 'Hello, `{id}`.' },
  comparisons: [published],
  fragments: [{ comparison: null, html: '<p>Hello <img src="a.png" alt="A cat"></p>' }],
  editions: [{ number: 1, subject: 'Quill vs Reed', bytes: 35_000 }],
  readersWithNothing: 0,
  postalAddress: 'Press, 1 Road',
  addressIsInvented: false,
  links: [],
  linkChecks: new Map(),
  shown: [published],
  sourceProblems: [],
  repeats: [],
}

const found = (changes: Partial<PreflightSubject>) =>
  preflight({ ...FINE, ...changes }).filter(({ severity }) => severity !== 'green')

const link = (outcome?: LinkOutcome, detail = 'It answers so.') => ({
  links: [{ url: 'https://reed.example/', comparison: 'quill-vs-reed' }],
  linkChecks: new Map<string, LinkCheck>(
    outcome
      ? [['https://reed.example/', { url: 'https://reed.example/', outcome, detail, checkedAt: new Date() }]]
      : [],
  ),
})

test('an issue with nothing wrong is green in every line', () => {
  expect(preflight(FINE).map(({ check, severity }) => `${check} ${severity}`)).toEqual([
    'comparisons green',
    'repeats green',
    'reviews green',
    'bottom lines green',
    'prices green',
    'subject green',
    'placeholders green',
    'size green',
    'links green',
    'pictures green',
    'postal address green',
    'readers green',
  ])
})

describe('the list says what is wrong, and where it is mended:', () => {
  test.each<[string, Partial<PreflightSubject>, string, string | null]>([
    ['no comparisons', { comparisons: [] }, 'red comparisons: It has no comparisons', '/desk/issues/7'],
    [
      'one that is a draft',
      { comparisons: [published, { ...published, slug: 'b', status: 'draft' }] },
      'red comparisons: It is a draft',
      '/desk/comparisons/b',
    ],
    [
      'a comparison of tools that nobody judged',
      {
        shown: [
          { ...published, tools: [unjudged('Quill'), unjudged('Reed')] } as unknown as typeof published,
        ],
      },
      'red reviews: There is no review of either tool',
      '/desk/tools/quill',
    ],
    [
      'one of whose tools nobody judged',
      { shown: [{ ...published, tools: [side('Quill'), unjudged('Reed')] } as unknown as typeof published] },
      'amber reviews: There is no review of Reed',
      '/desk/tools/reed',
    ],
    [
      'a placeholder in the subject that nothing fills',
      { words: { ...FINE.words, subject: '{first} and {second}' } },
      'red placeholders: Readers would get {second} as it stands there',
      '/desk/issues/7',
    ],
    [
      'one in the preheader, where none is filled',
      { words: { ...FINE.words, preheader: 'Read {first}' } },
      'red placeholders: Readers would get {first} as it stands there',
      '/desk/issues/7',
    ],
    [
      'one in the introduction',
      { words: { ...FINE.words, intro: 'Hello {name}, `{id}`' } },
      'red placeholders: Readers would get {name} as it stands there',
      '/desk/issues/7',
    ],
    [
      'one in a verdict, where braces may be meant',
      { shown: [{ ...published, bottomLine: 'Take this and {second}, not `{id}`.' }] },
      'amber placeholders: Readers get as it stands, as nothing fills it: {second} in the bottom line.',
      '/desk/comparisons/quill-vs-reed',
    ],
    ...['name', 'tagline', 'description', 'entryPrice', 'pricingNote'].map(
      (field): [string, Partial<PreflightSubject>, string, string] => [
        `one in a tool’s ${field}`,
        { shown: [saying({ [field]: 'As {said}' })] },
        'amber placeholders: Readers get as it stands, as nothing fills it: {said} in what is said of ',
        '/desk/tools/reed',
      ],
    ),
    [
      'one in a quote',
      { shown: [saying({ reviews: [{ quote: 'I {love} it.' }] })] },
      'amber placeholders: Readers get as it stands, as nothing fills it: {love} in what is said of Reed.',
      '/desk/tools/reed',
    ],
    [
      'a comparison that went out before, and is in a draft',
      { repeats: [repeat(9, null), repeat(4, '2026-11-03')] },
      'amber repeats: It went out in issue 4 (3 Nov 2026). It is in issue 9 (draft) as well.',
      '/desk/issues/7',
    ],
    [
      'one that went out in more issues than are named',
      { repeats: [6, 5, 4, 3, 2].map((number) => repeat(number, '2026-11-03')) },
      'issue 6 (3 Nov 2026), issue 5 (3 Nov 2026), issue 4 (3 Nov 2026) and 2 more.',
      '/desk/issues/7',
    ],
    [
      'a mail that is cut off',
      { editions: [{ number: 2, subject: 'S', bytes: 102_001 }] },
      'red size: It has 103 KB.',
      '/desk/issues/7',
    ],
    [
      'one that nearly is',
      { editions: [{ number: 2, subject: 'S', bytes: 102_000 }] },
      'amber size: It has 102 KB, close',
      '/desk/issues/7',
    ],
    [
      'a long subject',
      { editions: [{ number: 1, subject: 'S'.repeat(61), bytes: 1 }] },
      'amber subject: It has 61 characters',
      '/desk/issues/7',
    ],
    ['a dead link', link('gone'), 'red links: It answers so.', '/desk/comparisons/quill-vs-reed'],
    [
      'a link that we never open',
      link('refused'),
      'red links: It answers so.',
      '/desk/comparisons/quill-vs-reed',
    ],
    [
      'a link that nobody is sure of',
      link('unsure'),
      'amber links: It answers so.',
      '/desk/comparisons/quill-vs-reed',
    ],
    [
      'a link that was not looked at yet',
      link(),
      'red links: It is being looked at.',
      '/desk/issues/7/preflight',
    ],
    [
      'a picture without words',
      {
        fragments: [
          {
            comparison: 'quill-vs-reed',
            html: '<img src="a.png"><img alt=" " src="b.png"><img alt="" role="presentation">',
          },
        ],
      },
      'red pictures: The picture has no alternative text',
      '/desk/comparisons/quill-vs-reed',
    ],
    ['no postal address', { postalAddress: ' ' }, 'red postal address: It has no postal address', null],
    [
      'an invented one',
      { addressIsInvented: true },
      'red postal address: Its postal address is the invented one',
      null,
    ],
    [
      'readers who get nothing',
      { readersWithNothing: 1200 },
      'amber readers: 1,200 readers get no mail',
      '/desk/issues/7',
    ],
    [
      'an old price',
      {
        sourceProblems: [
          {
            comparison: 'quill-vs-reed',
            tool: 'quill',
            toolName: 'Quill',
            claim: null,
            trouble: 'stale',
            checkedOn: '2026-05-03',
          },
        ],
      },
      'amber prices: Its price was last looked at on 3 May 2026.',
      '/desk/tools/quill',
    ],
  ])('%s', (_, changes, says, page) => {
    const [line] = found(changes)
    expect(`${line!.severity} ${line!.check}: ${line!.what}`).toContain(says)
    expect(line!.link).toBe(page)
    expect(line!.how).not.toBe('')
  })

  test('what is in braces in several places of a comparison, in one line', () => {
    const lines = found({ shown: [{ ...saying({ tagline: '{a} {b}' }), bottomLine: '{c}' }] })
    expect(lines.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      'Quill vs Reed: Readers get as it stands, as nothing fills it: {c} in the bottom line; {a} and {b} in what is said of Reed.',
    ])
  })

  test('a link that works is no line of its own', () => {
    expect(found(link('fine'))).toEqual([])
  })

  test('each picture, and of pictures for the eye alone none', () => {
    const html = '<img src="a.png"><img alt=" " src="b.png"><img alt="" role="presentation">'
    expect(found({ fragments: [{ comparison: null, html }] }).map(({ where }) => where)).toEqual([
      'a.png',
      'b.png',
    ])
  })
})

test('an override is for a line as it stands', () => {
  const [line] = found(link('gone'))
  const [other] = found(link('gone', 'It answers 410.'))
  expect(isOverridable(line!)).toBe(true)
  expect(lineKey(line!)).not.toBe(lineKey(other!))
  expect(lineKey(line!)).toBe(lineKey({ ...line! }))
})

test('one line is red for all editions that are cut off, and one override is for whichever they are', () => {
  const sizes = (...bytes: number[]) =>
    found({ editions: bytes.map((bytes, index) => ({ number: index + 1, subject: 'S', bytes })) })
  const [line, ...others] = sizes(110_000, 120_000)
  expect(line).toMatchObject({ severity: 'red', where: 'Edition 2, “S”, and 1 more' })
  expect(others.filter(({ severity }) => severity === 'red')).toEqual([])
  expect(lineKey(line!)).toBe(lineKey(sizes(115_000)[0]!))
  expect(lineKey(line!)).not.toBe(lineKey(found(link('gone'))[0]!))
})

test('nobody overrides that a comparison is not published, as prepare would hold the issue', () => {
  expect(isOverridable(found({ comparisons: [] })[0]!)).toBe(false)
})
