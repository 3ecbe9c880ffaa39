import type pg from 'pg'
import { WHOLE_ISSUE } from '../../src/domain/edition.ts'
import { ACCESS } from '../../src/web/desk/access.ts'
import type { Bench } from '../bench.ts'
import { ISSUE, openInstallation } from '../house/installation.ts'
import { keepLatencies } from '../load/latencies.ts'
import { setDeskScene } from './desk-scene.ts'

const OWNER = 'owner@verdicts.org'
const READERS = 100_000
const SCENE = { comparisons: 10_000, issues: 500, ledgers: 20 }
const SMOKE = { comparisons: 50, issues: 10, ledgers: 2 }
const REQUESTS = 200
/** So many editors look at pages at the same time. */
const AT_ONCE = 2
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
 * and what a look at a subscriber and a test mail lead to, one of each kind, asked for again and again.
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
    const pages = await desk.explore([
      '/desk',
      `${draft}/editions/${WHOLE_ISSUE}/text`,
      `/desk/issues/${scene.issues}/sending`,
      await desk.led(`${draft}/preview/subscribers`, { address: await someReader(installation.client) }),
      await desk.led(`${draft}/test-mails`, { whom: 'me', to: '', edition: String(WHOLE_ISSUE) }),
    ])
    const found = new Set(pages.map((path) => routeOf(path)))
    const missing = ROUTES.filter((route) => !found.has(route) && !NOT_MEASURED.includes(route))
    if (missing.length > 0)
      throw new Error(`No way leads to ${missing.join(', ')}: the bench would leave them out.`)
    const words = `${readers.toLocaleString('en')} subscribers, ${scene.comparisons.toLocaleString('en')} comparisons, ${scene.issues} issues`
    for (const path of pages) {
      bench.progress.now(path)
      const { p50, p99 } = await desk.ask(path, quick ? 5 : REQUESTS)
      const figure = { measure: 'desk', case: words, unit: 'ms' }
      bench.found({ ...figure, figure: `${kindOf(path)}, median`, value: p50 })
      bench.found({
        ...figure,
        figure: `${kindOf(path)}, p99`,
        value: p99,
        ...(quick ? {} : { goal: 'desk p99' }),
      })
    }
  } finally {
    await installation.close()
  }
}

interface Visitor {
  signIn(address: string): Promise<void>
  /** Sends a form. @returns where it leads to. */
  led(path: string, fields: Record<string, string>): Promise<string>
  /** @returns a path of each kind of page that links lead to. */
  explore(from: readonly string[]): Promise<readonly string[]>
  ask(path: string, times: number): Promise<{ p50: number; p99: number }>
}

/** @param codeFor tells the newest code that was mailed to an address. */
function createVisitor(origin: string, codeFor: () => Promise<string>): Visitor {
  let cookie = ''
  const post = async (path: string, fields: Record<string, string>) => {
    const response = await fetch(origin + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie },
      redirect: 'manual',
    })
    const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]!)
    cookie = cookies.join('; ') || cookie
    return response
  }
  const get = (path: string) => fetch(origin + path, { headers: { cookie }, redirect: 'manual' })

  return {
    async signIn(address) {
      await post('/desk/codes', { address })
      await post('/desk/sessions', { code: await codeFor() })
      if ((await get('/desk')).status !== 200) throw new Error('The bench could not sign in at the desk.')
    },
    async led(path, fields) {
      const response = await post(path, fields)
      const location = response.headers.get('location')
      if (location === null) throw new Error(`${path} was answered ${response.status}.`)
      return location
    },
    async explore(from) {
      const kinds = new Map<string, string>()
      const queue = [...from]
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const response = await get(path)
        const isPage =
          response.status === 200 && /^text\/(html|plain)/.test(response.headers.get('content-type') ?? '')
        if (!isPage) {
          await response.body?.cancel()
          continue
        }
        kinds.set(kindOf(path), path)
        for (const [, link] of (await response.text()).matchAll(/\b(?:href|src)="(\/desk[^"#]*)"/g)) {
          const next = link!.replaceAll('&amp;', '&')
          if (!kinds.has(kindOf(next)) && !queue.some((other) => kindOf(other) === kindOf(next)))
            queue.push(next)
        }
      }
      return [...kinds.values()]
    },
    async ask(path, times) {
      const latencies = keepLatencies(times * AT_ONCE)
      const ask = async (count: number, add: boolean) => {
        for (let asked = 0; asked < count; asked++) {
          const began = performance.now()
          const response = await get(path)
          await response.arrayBuffer()
          if (add) latencies.add(performance.now() - began, response.status)
        }
      }
      await ask(3, false)
      await Promise.all(Array.from({ length: AT_ONCE }, () => ask(times, true)))
      return latencies.result(0, 0)
    },
  }
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
