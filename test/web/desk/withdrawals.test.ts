import { beforeEach, expect, test } from 'vitest'
import { findPreferences } from '../../../db/queries/preferences.ts'
import { importContent } from '../../../src/actions/content/import.ts'
import { smallContent, tool } from '../../actions/content/small-content.ts'
import { addSubscriber, createTestWeb, post, readerToken, type TestWeb } from '../support.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: TestWeb
let editor: AtDesk
beforeEach(async () => {
  site = await createTestWeb()
  await importContent(site.context, smallContent)
  editor = await signedIn(site.context, site.web, 'editor')
})

const reading = async () => (await site.web.request('/compare/quill-vs-inkwell')).text()
const signingUp = async () => (await site.web.request('/subscriptions')).text()
const press = (path: string, what: 'withdrawal' | 'publication', version: string) =>
  editor.post(`${path}/${what}`, { version })

test('a tool says which comparisons show it, and is withdrawn after them', async () => {
  const page = await editor.read('/desk/tools/quill')
  expect(page).toContain('Withdraw them first')
  expect(page).toContain('<a href="/desk/comparisons/quill-vs-inkwell">QUILL vs INKWELL</a>')
  expect(page).not.toContain('>Withdraw</button>')
  const early = await press('/desk/tools/quill', 'withdrawal', '1')
  expect(early.status).toBe(422)
  expect(await early.text()).toContain(
    'Readers meet it in comparisons: quill-vs-inkwell. Withdraw those first.',
  )

  await press('/desk/comparisons/quill-vs-inkwell', 'withdrawal', '1')
  const withdrawn = await press('/desk/tools/quill', 'withdrawal', '1')
  expect(withdrawn.headers.get('location')).toBe('/desk/tools/quill?done=withdrawn')
  expect(await editor.read('/desk/tools/quill?done=withdrawn')).toContain(
    'no comparison with it can be published',
  )
  expect(await editor.read('/desk/tools?withdrawn=yes')).toMatch(/QUILL<\/a>.*<b class="status withdrawn">/)
  expect(await editor.read('/desk/tools?withdrawn=yes')).not.toContain('INKWELL')
  expect(await editor.read('/desk/tool-names?q=ui')).toBe('[]')

  const again = await press('/desk/comparisons/quill-vs-inkwell', 'publication', '2')
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('The tool “quill” is withdrawn')
  await press('/desk/tools/quill', 'publication', '2')
  expect((await press('/desk/comparisons/quill-vs-inkwell', 'publication', '2')).status).toBe(303)
})

test('a category with tools says which, and a withdrawn one is offered to nobody', async () => {
  expect(await editor.read('/desk/categories/writing')).toContain('<a href="/desk/tools/quill">QUILL</a>')
  expect(await signingUp()).toContain('Design')
  await press('/desk/categories/design', 'withdrawal', '1')
  expect(await editor.read('/desk/categories/design?done=withdrawn')).toContain('readers can’t choose it')
  expect(await signingUp()).not.toContain('Design')
  expect(await editor.read('/desk/new/tool')).not.toContain('Design')
  expect(await editor.read('/desk/categories')).toMatch(/Design<\/a>\s*<b class="status withdrawn">/)
  const put = await editor.post('/desk/tools/quill', {
    ...tool('quill'),
    category: 'design',
    version: '1',
  })
  expect(put.status).toBe(422)
  expect(await put.text()).toContain('The category “design” is withdrawn. Choose another one')
})

test('readers keep a withdrawn category that they chose, and are given none that they left out', async () => {
  const music = { slug: 'music', name: 'Music' }
  await importContent(site.context, { categories: [music] })
  const id = await addSubscriber(site.context, 'reader@lovelace.org')
  const token = readerToken(site.context, id, 7)
  const chosen = async () => (await findPreferences(site.context.db, id))!.categories?.toSorted()
  const save = async (offered: readonly string[], ...ticked: string[]) =>
    post(site.web, `/preferences/${token}`, {
      offered: offered.join(),
      ...Object.fromEntries(ticked.map((slug) => [`category.${slug}`, 'on'])),
      frequency: 'weekly',
      format: 'text',
      pausedUntil: '',
      version: String((await findPreferences(site.context.db, id))!.version),
    })
  await save(['design', 'music', 'writing'], 'design', 'writing')
  await importContent(site.context, { categories: [{ ...music, status: 'withdrawn' }] })
  await save(['design', 'writing'], 'design', 'writing')
  expect(await chosen(), 'without music').toEqual(['design', 'writing'])

  await importContent(site.context, { categories: [{ slug: 'design', name: 'Design', status: 'withdrawn' }] })
  expect(await (await site.web.request(`/preferences/${token}`)).text()).toContain('Design')
  await save(['design', 'writing'], 'design')
  expect(await chosen()).toEqual(['design'])
  expect(await editor.read('/desk/categories/design')).toContain('One subscriber has chosen it')
})

test('a withdrawn tool keeps its withdrawn category when it is saved', async () => {
  await press('/desk/comparisons/quill-vs-inkwell', 'withdrawal', '1')
  for (const slug of ['quill', 'inkwell']) await press(`/desk/tools/${slug}`, 'withdrawal', '1')
  expect((await press('/desk/categories/writing', 'withdrawal', '1')).status).toBe(303)
  expect(await editor.read('/desk/tools/quill')).toContain('<option value="writing" selected="">')
})

test('the reviews of a withdrawn seat count nowhere, and it is asked for no more', async () => {
  expect(await reading()).toContain('It spills.')
  expect(await editor.read('/desk/reviewers/the-skeptic')).toContain('Its 2 reviews count nowhere then')
  await press('/desk/reviewers/the-skeptic', 'withdrawal', '1')
  expect(await reading()).not.toContain('It spills.')
  expect(await editor.read('/desk/tools/quill')).toMatch(/The Skeptic<\/a>.*?withdrawn<\/b>/s)
  expect(await editor.read('/desk/tools?q=inkwell')).toContain('0 reviews')
  await importContent(site.context, { tools: [tool('biro')] })
  expect(await editor.read('/desk/tools/biro')).not.toContain('The Skeptic')

  const review = await editor.read('/desk/tools/quill/reviews/the-skeptic')
  expect(review).toContain('none of its reviews counts until')
  expect(review).not.toContain('Published comparisons show it')
  expect(await editor.read('/desk/reviews')).toMatch(
    /The Skeptic on QUILL<\/a>\s*<b class="status withdrawn">/,
  )

  await press('/desk/reviewers/the-skeptic', 'publication', '2')
  expect(await reading()).toContain('It spills.')
})

test.for(['tools/quill', 'reviewers/the-skeptic', 'categories/design'])(
  '%s: reviewers do neither, and what was pressed twice is done once',
  async (path) => {
    const reviewer = await signedIn(site.context, site.web, 'reviewer')
    expect(await reviewer.read(`/desk/${path}`)).not.toContain('id="publication"')
    expect((await reviewer.post(`/desk/${path}/withdrawal`, { version: '1' })).status).toBe(403)
    await press('/desk/comparisons/quill-vs-inkwell', 'withdrawal', '1')
    for (const _ of [1, 2]) expect((await press(`/desk/${path}`, 'withdrawal', '1')).status).toBe(303)
    expect((await press(`/desk/${path}`, 'publication', '1')).status).toBe(409)
    expect((await press(`/desk/${path}x`, 'withdrawal', '1')).status).toBe(404)
  },
)

test('a reviewer whose seat is withdrawn is asked for nothing', async () => {
  const reviewer = await signedIn(site.context, site.web, 'reviewer')
  await importContent(site.context, { tools: [tool('biro')] })
  expect(await reviewer.read('/desk/tools')).toContain('yours is missing')
  const { slug } = await site.context.db
    .selectFrom('reviewer')
    .innerJoin('editor', 'editor.reviewerId', 'reviewer.id')
    .select('slug')
    .executeTakeFirstOrThrow()
  await press(`/desk/reviewers/${slug}`, 'withdrawal', '1')
  expect(await reviewer.read('/desk/tools')).not.toContain('yours is missing')
  expect(await reviewer.read('/desk/tools?unreviewed=yes')).not.toContain('BIRO')
})

test('the log names what was withdrawn', async () => {
  await press('/desk/categories/design', 'withdrawal', '1')
  const owner = await signedIn(site.context, site.web, 'owner')
  expect(await owner.read('/desk/log')).toContain(
    'withdrew <a href="/desk/categories/design">the category Design</a>',
  )
})
