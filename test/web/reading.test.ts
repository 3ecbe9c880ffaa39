import { beforeAll, expect, test } from 'vitest'
import { importContent } from '../../src/actions/content/import.ts'
import { smallContent } from '../actions/content/small-content.ts'
import { createTestWeb, importSample, type TestWeb } from './support.ts'

let site: TestWeb
beforeAll(async () => {
  site = await createTestWeb()
  await importSample(site.context)
})

async function read(path: string, { web } = site): Promise<string> {
  const response = await web.request(path)
  expect(response.status).toBe(200)
  return response.text()
}

test('the front page lists the published comparisons with both panel verdicts', async () => {
  const html = await read('/')
  expect(html).toContain('<a href="/compare/pellwright-vs-mergantle">Pellwright vs Mergantle</a>')
  expect(html).toContain('100%')
  expect(html).toContain('25%')
  expect(html).toContain('Developer Tools')
  expect(html).not.toContain('Glazewick')
})

test('the front page of an empty site says so and still takes addresses', async () => {
  const html = await read('/', await createTestWeb())
  expect(html).toContain('Nothing is published yet')
  expect(html).toContain('action="/subscriptions"')
})

test('the front page has the newest comparisons, and plain links to the older ones', async () => {
  const { web, context } = await createTestWeb()
  const slugs = Array.from({ length: 50 }, (_, index) => `meeting-${index}`)
  await importContent(context, {
    ...smallContent,
    comparisons: slugs.map((slug) => ({ slug, tools: ['quill', 'inkwell'], bottomLine: '' })),
  })
  const page = async (path: string) => {
    const html = await read(path, { web } as TestWeb)
    const [, list] = html.split('id="comparisons"')
    return {
      html,
      listed: [...list!.matchAll(/<a href="\/compare\/([^"]+)"/g)].map(([, slug]) => slug),
      ways: [...list!.matchAll(/<a href="(\/\?[^"]*|\/#[^"]*)">([^<]*)</g)].map(([, path, words]) => [
        words,
        path,
      ]),
    }
  }
  const [first, second, third] = [await page('/'), await page('/?page=2'), await page('/?page=3')]
  expect([...first.listed, ...second.listed, ...third.listed]).toEqual(slugs)
  expect(first.listed).toHaveLength(24)
  expect(first.ways).toEqual([['Older comparisons', '/?page=2#comparisons']])
  expect(second.ways).toEqual([
    ['Newer comparisons', '/#comparisons'],
    ['Older comparisons', '/?page=3#comparisons'],
  ])
  expect(third.ways).toEqual([['Newer comparisons', '/?page=2#comparisons']])
  expect(second.html).toContain('<title>Comparisons, page 2 · ')
  expect(second.html).toContain('<link rel="canonical" href="http://localhost:3000/?page=2"/>')
  expect(second.html).toContain('The Skeptic')
  expect((await web.request('/?page=4')).status, 'beyond the end').toBe(404)
  for (const odd of ['0', '-1', 'x', '1e9', '2.5', '%00', '99999999999999999999']) {
    expect((await page(`/?page=${odd}`)).listed, odd).toEqual(first.listed)
  }
})

test('a comparison shows both tools, every reviewer on both, and the bottom line', async () => {
  const html = await read('/compare/pellwright-vs-mergantle')
  for (const words of [
    '<title>Pellwright vs Mergantle · Weekly Verdicts</title>',
    '<link rel="canonical" href="http://localhost:3000/compare/pellwright-vs-mergantle"/>',
    'Comments on a pull request only when it has a failing test to show',
    '$18 a month',
    'Covers one developer on any number of repositories',
    '4 of 4 ship',
    'no votes yet',
    'The Builder',
    'The Founder',
    'Setup took eleven minutes',
    'Three hours in, I was still deleting rules',
    'The bottom line',
    'Send me Weekly Verdicts by email',
    'Test Press, 7 Trial Road, Testington',
  ]) {
    expect(html).toContain(words)
  }
  expect(html).toMatch(/<meta name="description" content="[^"]*Pellwright: 100% ship; Mergantle: 25% ship/)
  expect(html.match(/<h1>/g)).toHaveLength(1)
  expect(html.match(/class="verdict ship"/g)).toHaveLength(5)
  expect(html.match(/class="verdict skip"/g)).toHaveLength(3)
})

test('a link can have a vote chosen on a comparison’s page, as those of an issue on the web do', async () => {
  const page = async (query: string) =>
    (await site.web.request(`/compare/pellwright-vs-mergantle${query}`)).text()
  const chosen = (html: string) => html.match(/<input[^>]*checked=""[^>]*>/g)!.join()
  expect(chosen(await page('?pellwright=ship'))).toMatch(/name="vote.pellwright"[^>]*value="ship"/)
  expect(chosen(await page('?pellwright=maybe'))).not.toContain('value="ship"')
  expect(await page('?pellwright=%22%3E%3Cscript%3E')).not.toContain('<script')
})

test('a reviewer who has not spoken on one of the tools is said to be silent', async () => {
  expect(await read('/compare/tallowgrid-vs-pagewinnow')).toContain('No verdict on Pagewinnow yet.')
})

test('a draft, a withdrawn and an unknown comparison are not found', async () => {
  await importContent(site.context, {
    comparisons: [
      { slug: 'gone', tools: ['pellwright', 'queriole'], bottomLine: 'Never.', status: 'withdrawn' },
    ],
  })
  for (const slug of ['glazewick-vs-pomelune', 'gone', 'nothing', 'UPPER', '%00', '%E0%A4%A']) {
    const response = await site.web.request(`/compare/${slug}`)
    expect(response.status, slug).toBe(404)
    expect(await response.text()).toContain('There is nothing here')
  }
})

test('content is shown as it was written, markup and all', async () => {
  const hostile = `<script>alert('1')</script> & "quotes"`
  await importContent(site.context, {
    tools: ['left', 'right'].map((slug) => ({
      slug: `hostile-${slug}`,
      name: hostile,
      tagline: hostile,
      description: `${hostile}\n\nSecond paragraph.`,
      category: 'design',
      entryPrice: hostile,
      pricingNote: hostile,
    })),
    reviews: [{ tool: 'hostile-left', reviewer: 'the-builder', verdict: 'ship', quote: hostile }],
    comparisons: [{ slug: 'hostile', tools: ['hostile-left', 'hostile-right'], bottomLine: hostile }],
  })
  const html = (await read('/compare/hostile')) + (await read('/'))
  expect(html).not.toContain('<script')
  expect(html).toContain('&lt;script&gt;')
  expect(html).toContain('<p>Second paragraph.</p>')
})

test('every page has a title, one heading, its language, a skip link and the postal address', async () => {
  for (const path of [
    '/',
    '/issues',
    '/subscriptions',
    '/subscriptions/requested',
    '/welcome',
    '/test-mail',
  ]) {
    const html = await read(path)
    expect(html, path).toMatch(/<title>.+ · Weekly Verdicts<\/title>/)
    expect(html.match(/<h1[ >]/g), path).toHaveLength(1)
    expect(html, path).toContain('<html lang="en">')
    expect(html, path).toContain('href="#content"')
    expect(html, path).toContain('<main id="content">')
    expect(html, path).toContain('Test Press, 7 Trial Road, Testington')
  }
})

test('the stylesheet carries the brand’s colours and may be kept for ever under its hash', async () => {
  const [url] = (await read('/')).match(/\/assets\/site\.css\?v=[0-9a-f]+/)!
  const css = await site.web.request(url)
  expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(css.headers.get('cache-control')).toContain('immutable')
  expect(await css.text()).toContain('--on-accent:#ffffff;')
  const old = await site.web.request('/assets/site.css?v=000000000000')
  expect(old.headers.get('cache-control')).toBe('no-cache')
})

test('HEAD answers as GET does, with no body', async () => {
  const response = await site.web.request('/compare/pellwright-vs-mergantle', { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('')
})
