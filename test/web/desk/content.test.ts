import { beforeAll, describe, expect, test } from 'vitest'
import { importContent } from '../../../src/actions/content/import.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { smallContent } from '../../actions/content/small-content.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: TestWeb
let editor: AtDesk
let other: AtDesk
beforeAll(async () => {
  site = await createTestWeb()
  await importContent(site.context, smallContent)
  editor = await signedIn(site.context, site.web, 'editor')
  other = await signedIn(site.context, site.web, 'owner')
})

const quill = {
  name: 'Quill',
  tagline: 'Writes.',
  description: 'First.\r\n\r\nSecond.',
  category: 'writing',
  entryPrice: 'Free',
  pricingNote: '',
}
const biro = { ...quill, name: 'Biro & Co.' }

const manyClaims = (many: number) =>
  Object.fromEntries(
    Array.from({ length: many }, (_, index) => [
      [`claims[${index}].claim`, `Claim ${index}.`],
      [`claims[${index}].source`, 'https://quill.example/'],
      [`claims[${index}].checkedOn`, '2026-11-01'],
    ]).flat(),
  ) as Record<string, string>

/** The value of a hidden field. */
const versionIn = (page: string) => /name="version" value="(\d*)"/.exec(page)![1]!

test('a tool is written with a slug made from its name, reviewed, compared and published', async () => {
  const added = await editor.post('/desk/tools', { ...biro, version: '' })
  expect(added.headers.get('location')).toBe('/desk/tools/biro-co?saved=new')
  const page = await editor.read('/desk/tools/biro-co?saved=new')
  expect(page).toContain('data-saved="tool:biro-co tool:new"')
  expect(page).toContain('Version 1, saved by editor')
  expect(page).toContain('First.\n\nSecond.')

  const review = '/desk/tools/biro-co/reviews/the-builder'
  expect(await editor.read(review)).toContain('The Builder on Biro &amp; Co.')
  const saved = await editor.post(review, { version: '', verdict: 'ship', quote: 'It clicks.' })
  expect(saved.headers.get('location')).toBe(`${review}?saved=new`)
  expect(await editor.read('/desk/tools/biro-co')).toContain('ship')

  const compared = await editor.post('/desk/comparisons', {
    version: '',
    'tools[0]': 'biro & co.',
    'tools[1]': 'inkwell',
    bottomLine: 'Take the **biro**.',
  })
  expect(compared.headers.get('location')).toBe('/desk/comparisons/biro-co-vs-inkwell?saved=new')
  expect((await site.web.request('/compare/biro-co-vs-inkwell')).status).toBe(404)
  const published = await editor.post('/desk/comparisons/biro-co-vs-inkwell/publication', { version: '1' })
  expect(published.status).toBe(303)
  const read = await (await site.web.request('/compare/biro-co-vs-inkwell')).text()
  expect(read).toContain('<p>Take the <strong>biro</strong>.</p>')
  expect(read).toContain('It clicks.')
  await editor.post('/desk/comparisons/biro-co-vs-inkwell/withdrawal', { version: '2' })
  expect((await site.web.request('/compare/biro-co-vs-inkwell')).status).toBe(404)
  expect(await other.read('/desk/log')).toContain(
    'withdrew <a href="/desk/comparisons/biro-co-vs-inkwell">the comparison ',
  )
})

test('what is published where there is no draft is to begin one', async () => {
  const page = '/desk/comparisons/cane-vs-inkwell'
  await importContent(site.context, {
    tools: [{ ...smallContent.tools[0]!, slug: 'cane', name: 'Cane' }],
    comparisons: [{ slug: 'cane-vs-inkwell', tools: ['cane', 'inkwell'], status: 'draft' }],
  })
  const published = await editor.post(`${page}/publication`, { version: '1' })
  const shown = published.headers.get('location')!
  expect(await editor.read(shown)).toContain('there is no draft that could: begin one under')
  await createIssue(site.context, { subject: 'S', intro: '', comparisons: [] })
  expect(await editor.read(shown)).toContain('No issue brings it yet: add it to')
})

test('who types, publishes and then saves is accused of nothing, and readers see what was typed', async () => {
  const page = '/desk/comparisons/reed-vs-inkwell'
  await importContent(site.context, {
    tools: [{ ...smallContent.tools[0]!, slug: 'reed', name: 'Reed' }],
    comparisons: [{ slug: 'reed-vs-inkwell', tools: ['reed', 'inkwell'], status: 'draft' }],
  })
  await editor.post(`${page}/publication`, { version: '1' })
  const typed = { version: '1', 'tools[0]': 'reed', 'tools[1]': 'inkwell', bottomLine: 'Typed before.' }
  const saved = await editor.post(page, typed)
  expect(saved.status).toBe(303)
  expect(await editor.read(saved.headers.get('location')!)).toContain(
    'Saved. It was published meanwhile: readers see what you saved.',
  )
  expect(await (await site.web.request('/compare/reed-vs-inkwell')).text()).toContain('Typed before.')
})

test('two windows with one tool: the second is shown both versions, and saves by a decision', async () => {
  const version = versionIn(await editor.read('/desk/tools/quill'))
  const first = await other.post('/desk/tools/quill', { ...quill, tagline: 'Theirs <b>', version })
  expect(first.status).toBe(303)
  const mine = { ...quill, tagline: 'Mine', entryPrice: '$3', version }
  const second = await editor.post('/desk/tools/quill', mine)
  expect(second.status).toBe(409)
  const page = await second.text()
  expect(page).toContain('In the version that owner saved on')
  expect(page).toContain('<blockquote>Theirs &lt;b&gt;</blockquote>')
  expect(page).toContain('<blockquote>Free</blockquote>')
  expect(page.match(/<blockquote>/g)).toHaveLength(2)
  expect(page).toContain('value="Mine"')
  expect(page).toContain('Save mine over theirs')

  const again = await editor.post('/desk/tools/quill', { ...mine, version: versionIn(page) })
  expect(again.status).toBe(303)
  expect(await editor.read('/desk/tools/quill')).toContain('value="Mine"')
  // A second press of the same button changes nothing.
  expect((await editor.post('/desk/tools/quill', { ...mine, version: versionIn(page) })).status).toBe(303)
})

describe('what is wrong with a tool stands at its field, and what was typed stays:', () => {
  const WRONG: readonly (readonly [what: string, fields: Record<string, string>, says: string])[] = [
    ['an empty name', { name: ' ' }, 'It is empty. Fill it in.'],
    ['a name that is too long', { name: 'x'.repeat(121) }, 'It has 121 characters; 120 is the most.'],
    ['a description of 100,000', { description: 'y'.repeat(100_000) }, 'It has 100000 characters'],
    ['a bad slug', { slug: 'No Slug!' }, 'Use lower-case letters from a to z and digits'],
    ['a name without letters and no slug', { name: '!!!' }, 'Nothing can be made of the name'],
    ['a slug that is taken', { slug: 'quill' }, '“quill” is taken. Choose another'],
    ['a tagline of two lines', { tagline: 'one\r\ntwo' }, 'It goes over several lines.'],
    ['a control character', { tagline: 'a\u0007b' }, 'a character in it that can’t be seen'],
    [
      'a gap of mails',
      { description: 'a \u{E000}vote\u{E001}' },
      'a character in it that mails need for their links',
    ],
    ['no category', { category: 'nothing' }, 'There is no such category any more.'],
    ['a source that is no address', { priceSource: 'javascript:alert(1)' }, 'begins with https://'],
    ['a day that is none', { priceCheckedOn: '2026-02-30' }, 'There is no such day.'],
    ['no category at all', { category: '' }, 'Choose one of them.'],
    ['a day to come', { priceCheckedOn: '2099-01-01' }, 'That day is still to come. Enter'],
    [
      'a claim without a source',
      { 'claims[4].claim': 'Fast <i>', 'claims[4].source': '', 'claims[4].checkedOn': '' },
      'It is empty. Fill it in.',
    ],
  ]

  test.each(['/desk/tools', '/desk/reviewers', '/desk/categories'])(
    'an empty name sent to %s, and nothing of what is made of it',
    async (path) => {
      const page = await (await editor.post(path, { version: '' })).text()
      expect(page).toContain('id="name-problem">It is empty.')
      expect(page).not.toContain('id="slug-problem"')
    },
  )

  test('a category that nobody chose, as none stands there before', async () => {
    const first = (page: string) =>
      /<select[^>]*name="category"[^>]*><option value="([^"]*)"[^>]*>([^<]*)/.exec(page)
    expect(first(await editor.read('/desk/new/tool'))?.slice(1)).toEqual(['', 'Choose one'])
    expect(first(await editor.read('/desk/tools/quill'))?.[2]).not.toBe('Choose one')
  })

  test.each(WRONG)('%s', async (_, fields, says) => {
    const answer = await editor.post('/desk/tools', { ...quill, name: 'Pen', version: '', ...fields })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(says)
    expect(page).toContain('aria-invalid="true"')
    for (const [name, typed] of Object.entries(fields)) {
      // A select has no place for what it does not offer.
      if (name !== 'category' && typed.trim() && !typed.includes('\r') && !typed.includes('\u0000')) {
        expect(page).toContain(typed.replace('<i>', '&lt;i&gt;'))
      }
    }
  })
})

test('more claims than a tool may have are kept, and the page says so above them', async () => {
  const answer = await editor.post('/desk/tools', { ...quill, name: 'Pen', version: '', ...manyClaims(21) })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('There are more than 20, which is the most.')
  expect(page).toContain('value="Claim 20."')
})

test('HTML and script in every field are shown as text, at the desk and to readers', async () => {
  const hostile = (field: string) => `</textarea><script>alert("${field}")</script>`
  const fields = Object.fromEntries(
    ['name', 'tagline', 'description', 'entryPrice', 'pricingNote'].map((name) => [name, hostile(name)]),
  )
  const claims = {
    'claims[0].claim': hostile('claim'),
    'claims[0].source': 'https://x.example/"><script>alert(1)</script>',
    'claims[0].checkedOn': '2026-11-01',
  }
  const saved = await editor.post('/desk/tools', {
    ...quill,
    ...fields,
    ...claims,
    slug: 'hostile',
    version: '',
    priceSource: 'https://x.example/"><script>',
    priceCheckedOn: '2026-11-01',
  })
  expect(saved.status).toBe(303)
  await editor.post('/desk/comparisons', {
    version: '',
    slug: 'hostile-vs-quill',
    'tools[0]': 'hostile',
    'tools[1]': 'quill',
    bottomLine: `${hostile('bottomLine')} [x](javascript:alert(1)) <img src=x onerror=alert(1)>`,
  })
  await editor.post('/desk/comparisons/hostile-vs-quill/publication', { version: '1' })
  await editor.post('/desk/categories', { version: '', slug: 'hostile', name: hostile('category') })
  await editor.post('/desk/reviewers', {
    version: '',
    slug: 'hostile',
    name: hostile('seat'),
    perspective: hostile('perspective'),
  })
  await editor.post('/desk/tools/hostile/reviews/hostile', {
    version: '',
    verdict: 'skip',
    quote: hostile('quote'),
  })
  for (const path of [
    '/desk/tools',
    '/desk/tools/hostile',
    '/desk/tools/hostile/reviews/hostile',
    '/desk/comparisons',
    '/desk/comparisons/hostile-vs-quill',
    '/desk/categories',
    '/desk/categories/hostile',
    '/desk/reviewers',
    '/desk/reviewers/hostile',
    '/desk/new/tool',
    '/compare/hostile-vs-quill',
  ]) {
    const answer = await editor.get(path)
    expect(answer.status, path).toBe(200)
    const page = await answer.text()
    expect(page, path).not.toMatch(/<script>|<img|href="javascript/)
  }
})

test('a comparison names two tools that are there', async () => {
  const compare = async (left: string, right: string) => {
    const fields = { version: '', 'tools[0]': left, 'tools[1]': right, bottomLine: 'Kept.' }
    const answer = await editor.post('/desk/comparisons', fields)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Kept.')
    return page
  }
  expect(await compare('qui', 'inkwell')).toContain('Did you mean “Quill”?')
  expect(await compare('qiull', 'INKWEL')).toContain('Did you mean “INKWELL”?')
  expect(await compare('Inkwall', 'quill')).toContain('Did you mean “INKWELL”?')
  expect(await compare('\u0000', '')).toContain('Name a tool.')
  expect(await compare('zzz', 'inkwell')).toContain('Write the tool first.')
  expect(await compare('quill', 'quill')).toContain('Both are the same tool.')
  expect(await compare('quill', 'inkwell')).toContain('is taken')
})

test('a name that was meant is a button, which saves all that was typed with it', async () => {
  await importContent(site.context, {
    tools: [{ ...smallContent.tools[0]!, slug: 'goosefeather', name: 'Goosefeather' }],
  })
  const fields = { version: '', 'tools[0]': 'goosfeather', 'tools[1]': 'Inkwall', bottomLine: 'Kept.' }
  const unknown = await (await editor.post('/desk/comparisons', fields)).text()
  expect(unknown).toContain('value="tools[0] Goosefeather" name="take">Save with “Goosefeather”')
  // The first button of the form is what Enter presses.
  const buttons = unknown.slice(unknown.indexOf('<form class="panel-form')).match(/<button[^>]*>/g)!
  expect(buttons[0]).toContain('aria-hidden')
  expect(buttons[1]).toContain('name="take"')

  const first = await editor.post('/desk/comparisons', { ...fields, take: 'tools[0] Goosefeather' })
  expect(first.status).toBe(422)
  const page = await first.text()
  expect(page).toMatch(/name="tools\[0\]"[^>]*value="Goosefeather"/)
  expect(page).not.toContain('Save with “Goosefeather”')
  const both = { ...fields, 'tools[0]': 'Goosefeather', take: 'tools[1] INKWELL' }
  const saved = await editor.post('/desk/comparisons', both)
  expect(saved.headers.get('location')).toBe('/desk/comparisons/goosefeather-vs-inkwell?saved=new')
  expect(await editor.read('/desk/comparisons/goosefeather-vs-inkwell')).toContain('Kept.')
  // Of another field than those that are there, nothing is taken.
  expect((await editor.post('/desk/comparisons', { ...fields, take: 'status published' })).status).toBe(422)
})

test('a comparison is shown with its tools by name, and by what tells them apart where names are the same', async () => {
  const page = '/desk/comparisons/ferrule-vs-inkwell'
  await importContent(site.context, {
    tools: [{ ...smallContent.tools[0]!, slug: 'ferrule', name: 'Ferrule' }],
  })
  const fields = { version: '', 'tools[0]': 'ferrule', 'tools[1]': 'Inkwell', bottomLine: '' }
  expect((await editor.post('/desk/comparisons', fields)).headers.get('location')).toBe(`${page}?saved=new`)
  expect(await editor.read(page)).toMatch(/name="tools\[0\]"[^>]*value="Ferrule"/)

  const twin = { ...smallContent.tools[0]!, slug: 'ferrule-2', name: 'FERRULE' }
  await importContent(site.context, { tools: [twin] })
  expect(await editor.read(page)).toMatch(/name="tools\[0\]"[^>]*value="ferrule"/)
  const saved = await editor.post(page, { ...fields, version: '1', bottomLine: 'Neither.' })
  expect(saved.status).toBe(303)
  const unsure = await editor.post(page, { ...fields, 'tools[0]': 'Ferrule', version: '2' })
  expect(await unsure.text()).toContain(
    'Several tools are called that. Write its name in addresses: “ferrule” or “ferrule-2”.',
  )
  const theirs = await editor.post(page, { ...fields, 'tools[1]': 'quill', version: '1' })
  expect(await theirs.text()).toContain('<blockquote>INKWELL</blockquote>')
})

test('tools are suggested by what was typed so far', async () => {
  const suggested = async (typed: string) => (await editor.get(`/desk/tool-names?q=${typed}`)).json()
  expect(await suggested('INK')).toEqual([{ value: 'INKWELL', label: 'INKWELL' }])
  expect(await suggested('errul')).toEqual([
    { value: 'ferrule', label: 'Ferrule' },
    { value: 'ferrule-2', label: 'FERRULE' },
  ])
  expect(await suggested('')).toEqual([])
  expect(await suggested('%25%00')).toEqual([])
})

test('a withdrawal says first which issues wait with the comparison', async () => {
  const { db } = site.context
  const { id } = await db
    .selectFrom('comparison')
    .select('id')
    .where('slug', '=', 'quill-vs-inkwell')
    .executeTakeFirstOrThrow()
  await db.insertInto('issue').values({ number: 7, subject: '{first}: pens', intro: '' }).execute()
  await db.insertInto('issueComparison').values({ issueNumber: 7, position: 1, comparisonId: id }).execute()
  const page = await editor.read('/desk/comparisons/quill-vs-inkwell')
  expect(page).toContain('These issues have it and wait to be sent:')
  expect(page).toContain('Issue 7, Quill vs INKWELL: pens')
  await editor.post('/desk/comparisons/quill-vs-inkwell/withdrawal', { version: versionIn(page) })
  const stale = await editor.post('/desk/comparisons/quill-vs-inkwell/publication', { version: '1' })
  expect(stale.status).toBe(409)
  expect(await stale.text()).toContain('Another version was saved since you read it')
  await editor.post('/desk/comparisons/quill-vs-inkwell/publication', { version: '2' })
  expect((await site.web.request('/compare/quill-vs-inkwell')).status).toBe(200)
})

test('reviewers write the reviews of their own seat and nothing else', async () => {
  const reviewer = await signedIn(site.context, site.web, 'reviewer')
  const skeptic = '/desk/tools/inkwell/reviews/the-skeptic'
  const page = await reviewer.read(skeptic)
  const fields = { version: versionIn(page), verdict: 'skip', quote: 'On second thought.' }
  expect((await reviewer.post(skeptic, fields)).status).toBe(303)
  const others = '/desk/tools/quill/reviews/the-builder'
  expect(await reviewer.read(others)).not.toContain('<textarea')
  expect((await reviewer.post(others, { ...fields, version: '1' })).status).toBe(403)
  for (const path of ['/desk/tools/quill', '/desk/comparisons/quill-vs-inkwell', '/desk/categories']) {
    expect((await reviewer.post(path, { version: '1' })).status, path).toBe(403)
    expect((await reviewer.get(path)).status).toBe(200)
  }
  expect((await reviewer.get('/desk/editors')).status).toBe(403)
  expect(await reviewer.read('/desk')).toContain('Your reviews')
  const missing = await reviewer.read('/desk/tools?unreviewed=yes')
  expect(missing).toContain('yours is missing')
  expect(missing).not.toContain('/desk/tools/inkwell"')
})

test('reviewers read what a tool’s price and claims rest on', async () => {
  const skeptic = await signedIn(site.context, site.web, 'reviewer', 'skeptic@lovelace.org')
  const source = 'https://nib.example/'
  const sourced = {
    ...smallContent.tools[0]!,
    slug: 'nib',
    name: 'Nib',
    priceSource: `${source}pricing`,
    priceCheckedOn: '2026-11-16',
    claims: [{ claim: 'Never dries.', source, checkedOn: '2026-11-01' }],
  }
  await importContent(site.context, { tools: [sourced] })
  const page = await skeptic.read('/desk/tools/nib')
  expect(page).toContain(`<a href="${source}pricing">Source</a>, last checked on 16 Nov 2026`)
  expect(page).toContain(`<p>Never dries.</p><span class="note"><a href="${source}">Source</a>`)
  expect(page).not.toContain('<textarea')
  expect(await skeptic.read('/desk/tools/inkwell')).toContain('No source')
})

test('a page that is not for somebody’s role says for whose it is', async () => {
  const skeptic = await signedIn(site.context, site.web, 'reviewer', 'doubter@lovelace.org')
  expect(await skeptic.read('/desk/rhythm')).toContain('This is for editors and owners')
  expect(await (await editor.post('/desk/rhythm')).text()).toContain('This is for owners')
})

test('no form speaks of slugs or of quoted choices', async () => {
  const review = '/desk/tools/quill/reviews/the-builder'
  const unsaid = await editor.post(review, { version: '1', verdict: '', quote: '' })
  expect(unsaid.status).toBe(422)
  const page = await unsaid.text()
  expect(page).toContain('Choose one of them.')
  expect(page).toContain('It is empty. Fill it in.')
  for (const noun of ['tool', 'comparison', 'reviewer', 'category']) {
    expect((await editor.read(`/desk/new/${noun}`)).replaceAll(/<[^>]*>/g, ''), noun).not.toMatch(/slug/i)
  }
})

test('a preview shows Markdown as readers will see it, and saves nothing', async () => {
  const live = await editor.post('/desk/previews/markdown', { text: '**Bold** <script>' })
  expect(await live.text()).toBe('<p><strong>Bold</strong> &lt;script&gt;</p>')
  const version = versionIn(await editor.read('/desk/tools/inkwell'))
  const shown = await editor.post('/desk/tools/inkwell', {
    ...quill,
    description: 'So *slanted*',
    version,
    intent: 'preview',
  })
  expect(shown.status).toBe(200)
  expect(await shown.text()).toContain('<p>So <em>slanted</em></p>')
  expect(versionIn(await editor.read('/desk/tools/inkwell'))).toBe(version)
})

test('lists have pages and are searched, by name and slug, whatever is typed', async () => {
  const many = Array.from({ length: 55 }, (_, index) => ({
    ...smallContent.tools[0]!,
    slug: `pencil-${index}`,
    name: `Pencil ${index}%`,
  }))
  await importContent(site.context, { tools: many })
  const first = await editor.read('/desk/tools?q=PENCIL')
  expect(first).toContain('href="/desk/tools?q=PENCIL&amp;page=2"')
  expect(first).not.toContain('Pencil 4%')
  expect(await editor.read('/desk/tools?q=PENCIL&page=2')).toContain('Pencil 4%')
  expect(await editor.read('/desk/tools?q=54%25')).toContain('Pencil 54%')
  expect(await editor.read('/desk/tools?q=%25%25')).toContain('Nothing is like that')
  for (const list of ['tools', 'comparisons', 'reviewers', 'categories']) {
    const answer = await editor.get(`/desk/${list}?q=%00%27%22%5C&page=-1&category=%00&status=x`)
    expect(answer.status, list).toBe(200)
  }
  expect(await editor.read('/desk/comparisons?q=inkwell&status=published')).toContain('quill-vs-inkwell')
})

test('what is not there is not found, and can’t be saved', async () => {
  for (const path of ['/desk/tools/nothing', '/desk/tools/%00', '/desk/tools/quill/reviews/nobody']) {
    expect((await editor.get(path)).status, path).toBe(404)
    expect((await editor.post(path, { ...quill, version: '1' })).status, path).toBe(404)
  }
})
