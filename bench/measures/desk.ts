import type { Bench } from '../bench.ts'
import { openInstallation } from '../house/installation.ts'
import { keepLatencies } from '../load/latencies.ts'
import { setDeskScene } from './desk-scene.ts'

const OWNER = 'owner@verdicts.org'
const READERS = 100_000
const SCENE = { comparisons: 10_000, issues: 500, ledgers: 20 }
const SMOKE = { comparisons: 50, issues: 10, ledgers: 2 }
const REQUESTS = 200
/** So many editors look at pages at the same time. */
const AT_ONCE = 2

/**
 * How long the server takes for each page of the desk: every page that an owner comes to by following links,
 * one of each kind, asked for again and again.
 */
export async function measureDesk(bench: Bench): Promise<void> {
  const { quick } = bench.options
  const backend = bench.options.backends[0]!
  const readers = quick ? 1_000 : READERS
  const scene = quick ? SMOKE : SCENE
  bench.progress.step(`desk: ${readers.toLocaleString('en')} subscribers`)
  bench.progress.now('filling the database')
  const installation = await openInstallation(bench, { backend, readers })
  try {
    await setDeskScene(installation.client, scene)
    const { port } = await installation.startWeb({})
    const desk = createVisitor(`http://127.0.0.1:${port}`, await installation.invite(OWNER))
    await desk.signIn(OWNER)
    const pages = await desk.explore()
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
  /** @returns a path of each kind of page. */
  explore(): Promise<readonly string[]>
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
  }
  const get = (path: string) => fetch(origin + path, { headers: { cookie }, redirect: 'manual' })

  return {
    async signIn(address) {
      await post('/desk/codes', { address })
      await post('/desk/sessions', { code: await codeFor() })
      if ((await get('/desk')).status !== 200) throw new Error('The bench could not sign in at the desk.')
    },
    async explore() {
      const kinds = new Map<string, string>()
      const queue = ['/desk']
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const response = await get(path)
        const isPage =
          response.status === 200 && /^text\/html/.test(response.headers.get('content-type') ?? '')
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

/** The same for all pages of a kind: without numbers, slugs, and what is asked of a list. */
function kindOf(path: string): string {
  const [pathname, query = ''] = path.split('?') as [string, string?]
  const names = [...new URLSearchParams(query).keys()].sort()
  const kind = pathname
    .split('/')
    .map((part) =>
      /^\d+$/.test(part) ? ':number' : /-/.test(part) && !/^sign-in$/.test(part) ? ':slug' : part,
    )
    .join('/')
  return names.length > 0 ? `${kind}?${names.join('&')}` : kind
}
