import type pg from 'pg'
import { WHOLE_ISSUE } from '../../src/domain/edition.ts'
import { ACCESS } from '../../src/web/desk/access.ts'
import type { Bench } from '../bench.ts'
import { ISSUE, openInstallation } from '../house/installation.ts'
import { setDeskScene } from './desk-scene.ts'
import { type Asked, createVisitor } from './desk-visitor.ts'

const OWNER = 'owner@verdicts.org'
const READERS = 100_000
const SCENE = { comparisons: 10_000, issues: 500, ledgers: 20 }
const SMOKE = { comparisons: 50, issues: 10, ledgers: 2 }
const REQUESTS = 200
const WARM_UP = 40
/** As many as readers' choices can make of a few categories. */
const EDITIONS = 32
/** What is no page, or leads away from the desk for whoever is signed in. */
const NOT_MEASURED = [
  '/desk/sign-in',
  '/desk/codes',
  '/desk/tool-names',
  '/desk/queues/board/*',
  '/desk/issues/:number/sending/events',
]

/**
 * How long the server takes for each page of the desk: every page that an owner comes to by following links,
 * and what a look at a subscriber and a test mail lead to, one of each kind, asked for again and again. Then for what
 * no link leads to: searches, the ends of lists, and what an import would change.
 */
export async function measureDesk(bench: Bench): Promise<void> {
  const { quick } = bench.options
  const backend = bench.options.backends[0]!
  const readers = quick ? 1_000 : READERS
  const scene = quick ? SMOKE : SCENE
  bench.progress.step(`desk: ${readers.toLocaleString('en')} subscribers`)
  bench.progress.now('filling the database')
  const installation = await openInstallation(bench, { backend, readers, editions: EDITIONS })
  try {
    await setDeskScene(installation.client, scene)
    const { port } = await installation.startWeb({})
    const desk = createVisitor(`http://127.0.0.1:${port}`, await installation.invite(OWNER))
    await desk.signIn(OWNER)
    const draft = `/desk/issues/${ISSUE}`
    const pages = await desk.explore(
      [
        '/desk',
        `${draft}/editions/${WHOLE_ISSUE}/text`,
        `/desk/issues/${scene.issues}/sending`,
        await desk.led(`${draft}/preview/subscribers`, { address: await someReader(installation.client) }),
        await desk.led(`${draft}/test-mails`, { whom: 'me', to: '', edition: String(WHOLE_ISSUE) }),
      ],
      kindOf,
    )
    const found = new Set(pages.map((path) => routeOf(path)))
    const missing = ROUTES.filter((route) => !found.has(route) && !NOT_MEASURED.includes(route))
    if (missing.length > 0)
      throw new Error(`No way leads to ${missing.join(', ')}: the bench would leave them out.`)
    const words = `${readers.toLocaleString('en')} subscribers, ${scene.comparisons.toLocaleString('en')} comparisons, ${scene.issues} issues`
    const asked = [
      ...pages.map((path): Question => ({ name: kindOf(path), path })),
      ...searches(draft),
      ...(await ends(installation.client)),
    ]
    for (const { name, ...page } of asked) {
      bench.progress.now(name)
      const { p50, p99 } = await desk.ask(page, quick ? 5 : REQUESTS, quick ? 1 : WARM_UP)
      const figure = { measure: 'desk', case: words, unit: 'ms' }
      bench.found({ ...figure, figure: `${name}, median`, value: p50 })
      bench.found({
        ...figure,
        figure: `${name}, p99`,
        value: p99,
        ...(quick ? {} : { goal: 'desk p99' }),
      })
    }
  } finally {
    await installation.close()
  }
}

interface Question extends Asked {
  readonly name: string
}

/** Each list searched for what is there and what is not, and what is sent as a form. */
function searches(draft: string): Question[] {
  const both = (kind: string, asked: (words: string) => Asked): Question[] => [
    { name: `${kind}, a hit`, ...asked('bench tool 77') },
    { name: `${kind}, no hit`, ...asked('nothing has that name') },
  ]
  const document = { tools: [{ ...TOOL, tagline: 'Another one.' }], comparisons: [COMPARISON] }
  return [
    ...['tools', 'comparisons', 'reviews', 'issues', 'tool-names'].flatMap((list) =>
      both(`/desk/${list}?q`, (q) => ({ path: `/desk/${list}?${new URLSearchParams({ q })}` })),
    ),
    ...both('what /desk/issues/:draft offers', (find) => ({
      path: draft,
      fields: { version: '1', subject: 'S', intro: 'Hello.', press: 'find', find },
    })),
    {
      name: '/desk/content/dry-runs',
      path: '/desk/content/dry-runs',
      fields: { document: JSON.stringify(document) },
    },
  ]
}

const TOOL = {
  slug: 'bench-tool-1',
  name: 'Bench tool',
  category: 'design',
  description: 'What it does.',
  entryPrice: '$9 a month',
  pricingNote: 'For one seat.',
}
const COMPARISON = {
  slug: 'bench-comparison-1',
  tools: ['bench-tool-1', 'bench-tool-2'],
  bottomLine: 'The other is better.',
}

const ON_A_PAGE = { desk: 50, front: 24 }

/** The last page of each list, and of what a search of all of it finds; the readers' front page as well. */
async function ends(client: pg.Client): Promise<Question[]> {
  const { rows } = await client.query<
    Record<'tools' | 'comparisons' | 'reviews' | 'published' | 'entry', number>
  >(
    `select (select count(*)::int from tool) as tools, (select count(*)::int from comparison) as comparisons,
       (select count(*)::int from review) as reviews, (select min(id)::int from audit_entry) as entry,
       (select count(*)::int from current_comparison where status = 'published') as published`,
  )
  const { entry, published, ...lists } = rows[0]!
  const last = (count: number, onAPage: number) => Math.ceil(count / onAPage)
  return [
    ...Object.entries(lists).flatMap(([list, count]): Question[] => {
      const page = last(count, ON_A_PAGE.desk)
      const ofSearch = Math.max(1, page - 1)
      return [
        { name: `/desk/${list}, the last page`, path: `/desk/${list}?page=${page}` },
        { name: `/desk/${list}?q, the last page`, path: `/desk/${list}?q=bench&page=${ofSearch}` },
      ]
    }),
    { name: '/desk/issues, the last page', path: '/desk/issues?before=26' },
    { name: '/desk/log, the last page', path: `/desk/log?before=${entry + 100}` },
    { name: '/', path: '/' },
    { name: '/, the last page', path: `/?page=${last(published, ON_A_PAGE.front)}` },
  ]
}

/** The pages of the desk, as routes: `/desk/issues/:number`. */
const ROUTES = Object.keys(ACCESS).flatMap((route) => /^GET (.*)$/.exec(route)?.[1] ?? [])

/** The route that answers a path, which is the one with the fewest parts left open. */
function routeOf(path: string): string {
  const { pathname } = new URL(path, 'http://desk')
  const open = (route: string) => route.match(/[:*]/g)?.length ?? 0
  const [route] = ROUTES.filter((route) => matches(route, pathname)).sort((a, b) => open(a) - open(b))
  return route ?? pathname
}

function matches(route: string, pathname: string): boolean {
  return new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+').replace('*', '.*')}$`).test(pathname)
}

/** The same for all pages of a kind: without numbers, slugs, and what is asked of a list. A draft is a kind of its own. */
function kindOf(path: string): string {
  const names = [...new URL(path, 'http://desk').searchParams.keys()].sort()
  const ofDraft = new RegExp(`^/desk/issues/${ISSUE}(?![0-9])`).test(path)
  const route = ofDraft ? routeOf(path).replace(':number', ':draft') : routeOf(path)
  return names.length > 0 ? `${route}?${names.join('&')}` : route
}

async function someReader(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ address: string }>(
    'select address from subscriber order by id limit 1',
  )
  return rows[0]!.address
}
