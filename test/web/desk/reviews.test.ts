import { beforeEach, describe, expect, test } from 'vitest'
import { exportContent } from '../../../src/actions/content/export.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { smallContent } from '../../actions/content/small-content.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: TestWeb
let editor: AtDesk
beforeEach(async () => {
  site = await createTestWeb()
  await importContent(site.context, smallContent)
  editor = await signedIn(site.context, site.web, 'editor')
})

const builder = '/desk/tools/quill/reviews/the-builder'
const skeptic = '/desk/tools/quill/reviews/the-skeptic'
const reading = async () => (await site.web.request('/compare/quill-vs-inkwell')).text()
const reviews = async () => (await exportContent(site.context)).reviews

describe('a withdrawn review', () => {
  test('counts nowhere, stays at the desk with its versions, and can be published again', async () => {
    expect(await reading()).toContain('It holds.')
    expect(await reading()).toContain('50%')
    const withdrawn = await editor.post(`${builder}/withdrawal`, { version: '1' })
    expect(withdrawn.headers.get('location')).toBe(`${builder}?done=withdrawn`)
    expect(await editor.read(`${builder}?done=withdrawn`)).toContain('Withdrawn: readers see nothing of it')
    expect(await reading()).not.toContain('It holds.')
    expect(await reading()).not.toContain('50%')
    expect(await editor.read(builder)).toContain('It holds.')
    expect(await editor.read('/desk/tools/quill')).toMatch(/withdrawn<\/b>.*ship<\/b>/)
    expect(await editor.read('/desk/tools?q=quill')).toContain('1 review<')

    await editor.post(`${builder}/publication`, { version: '2' })
    expect(await reading()).toContain('It holds.')
    const versions = await site.context.db.selectFrom('reviewVersion').select('status').orderBy('version')
    expect(await versions.where('quote', '=', 'It holds.').execute()).toEqual([
      { status: 'published' },
      { status: 'withdrawn' },
      { status: 'published' },
    ])
    const owner = await signedIn(site.context, site.web, 'owner')
    const log = await owner.read('/desk/log')
    for (const done of ['withdrew', 'published'])
      expect(log).toContain(`${done} <a href="/desk/tools/quill/reviews/the-builder">the review of `)
  })

  test('says first which comparisons show it, and which issues wait with one of them', async () => {
    const created = await createIssue(
      { ...site.context, by: 'command' },
      { subject: 'Pens', intro: '', comparisons: ['quill-vs-inkwell'] },
    )
    expect(created).toMatchObject({ number: 1 })
    const page = await editor.read(builder)
    expect(page).toContain('<a href="/desk/comparisons/quill-vs-inkwell">QUILL vs INKWELL</a>')
    expect(page).toContain('<a href="/desk/issues/1">Issue 1, Pens</a>')
    expect(page).toContain('that approval is void then')
  })

  test('stays withdrawn when it is saved anew, from before too, and the page says so', async () => {
    await editor.post(`${builder}/withdrawal`, { version: '1' })
    const mine = { verdict: 'skip', quote: 'It leaks.' }
    const saved = (await editor.post(builder, { ...mine, version: '1' })).headers.get('location')!
    expect(await editor.read(saved)).toContain('Saved. It was withdrawn meanwhile, and still is')
    expect(await reviews()).toContainEqual({
      tool: 'quill',
      reviewer: 'the-builder',
      ...mine,
      status: 'withdrawn',
    })
    expect(await reading()).not.toContain('It leaks.')
    expect(await editor.read(builder)).toContain('It is withdrawn: readers see nothing of it')
  })

  test('is withdrawn in the version that was read, and once', async () => {
    await editor.post(builder, { version: '1', verdict: 'ship', quote: 'It holds well.' })
    const stale = await editor.post(`${builder}/withdrawal`, { version: '1' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('Another version was saved since you read it')
    expect(await reading()).toContain('It holds well.')
    for (const version of ['2', '2']) {
      expect((await editor.post(`${builder}/withdrawal`, { version })).status).toBe(303)
    }
    expect((await editor.post('/desk/tools/inkwell/reviews/the-builder/withdrawal')).status).toBe(404)
  })

  test('is for reviewers to decide of their own seat alone', async () => {
    const reviewer = await signedIn(site.context, site.web, 'reviewer')
    expect((await reviewer.post(`${builder}/withdrawal`, { version: '1' })).status).toBe(403)
    expect(await reviewer.read(builder)).not.toContain('>Withdraw<')
    expect((await reviewer.post(`${skeptic}/withdrawal`, { version: '1' })).status).toBe(303)
    expect((await reviewer.post(`${skeptic}/publication`, { version: '2' })).status).toBe(303)
    expect((await reviewer.post(`${builder}/publication`, { version: '1' })).status).toBe(403)
  })

  test('goes through an export and an import; a review that does not say is published', async () => {
    await editor.post(`${builder}/withdrawal`, { version: '1' })
    const exported = JSON.parse(JSON.stringify(await exportContent(site.context)))
    const there = (await createTestWeb()).context
    await importContent(there, exported)
    expect(await exportContent(there)).toEqual(exported)
    expect((await importContent(there, exported)).outcome).toBe('imported')

    const { status, ...unsaid } = exported.reviews.find(
      ({ quote }: { quote: string }) => quote === 'It holds.',
    )
    expect(status).toBe('withdrawn')
    await importContent(site.context, { reviews: [unsaid] })
    expect(await reading()).toContain('It holds.')
  })
})

describe('the list of reviews', () => {
  const found = async (query: string) => {
    const page = await editor.read(`/desk/reviews${query}`)
    return [...page.matchAll(/href="\/desk\/tools\/(\w+)\/reviews\/([\w-]+)"/g)].map(
      ([, tool, reviewer]) => `${tool}/${reviewer}`,
    )
  }
  const BUILDER = 'quill/the-builder'
  const SKEPTIC = 'quill/the-skeptic'
  const INKWELL = 'inkwell/the-skeptic'

  test('has the newest first, and is searched by tool, seat and the words of the quote', async () => {
    expect(await found('')).toEqual([INKWELL, BUILDER, SKEPTIC])
    expect(await found('?q=QUILL')).toEqual([BUILDER, SKEPTIC])
    expect(await found('?q=the+build')).toEqual([BUILDER])
    expect(await found('?q=Spill')).toEqual([SKEPTIC])
    expect(await found('?q=it+hold')).toEqual([BUILDER])
    // Of what a review says now.
    await editor.post(builder, { version: '1', verdict: 'ship', quote: 'It clicks.' })
    expect(await found('?q=holds')).toEqual([])
    expect(await found('?q=clicks')).toEqual([BUILDER])
    for (const nonsense of ['%25%25', '%00%27%22%5C%26%7C!', '(((:*', 'x'.repeat(300)]) {
      expect((await editor.get(`/desk/reviews?q=${nonsense}&seat=%00&verdict=x&page=-1`)).status).toBe(200)
    }
  })

  test('is filtered by seat, verdict and what is withdrawn', async () => {
    expect(await found('?seat=the-skeptic')).toEqual([INKWELL, SKEPTIC])
    expect(await found('?seat=nobody')).toEqual([])
    expect(await found('?verdict=ship')).toEqual([INKWELL, BUILDER])
    expect(await found('?withdrawn=yes')).toEqual([])
    await editor.post(`${skeptic}/withdrawal`, { version: '1' })
    expect(await found('?withdrawn=yes')).toEqual([SKEPTIC])
    expect(await found('?withdrawn=yes&q=spills&seat=the-skeptic&verdict=skip')).toEqual([SKEPTIC])
    expect(await found('?withdrawn=yes&q=inkwell')).toEqual([])
    expect(await editor.read('/desk/reviews?verdict=ship&q=zzz')).toContain('Nothing is like that')
  })

  test('shows a reviewer all of them, and their own with one press', async () => {
    const reviewer = await signedIn(site.context, site.web, 'reviewer')
    const page = await reviewer.read('/desk/reviews')
    expect(page).toContain('The Builder on QUILL')
    expect(page).toContain('href="/desk/reviews?seat=the-skeptic">Only mine</a>')
    for (const list of ['/desk/tools', '/desk/reviewers']) {
      expect(await reviewer.read(list)).toContain('href="/desk/reviews"')
    }
  })

  test('has pages, among what is searched for as well', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...smallContent.tools[0]!,
      slug: `pencil-${index}`,
      name: `Pencil ${index}`,
    }))
    const written = many.map(({ slug }) => ({
      tool: slug,
      reviewer: 'the-builder',
      verdict: 'ship',
      quote: 'Sharp.',
    }))
    await importContent(site.context, { tools: many, reviews: written })
    for (const query of ['?', '?q=pencil', '?q=sharp', '?q=builder&seat=the-builder&verdict=ship']) {
      const first = await editor.read(`/desk/reviews${query}`)
      expect(first, query).toContain('Older')
      expect(first).toContain('Pencil 59')
      expect(await editor.read(`/desk/reviews${query}&page=2`), query).toContain('Pencil 9<')
    }
  })
})
