import { keepLatencies } from '../load/latencies.ts'

/** So many editors look at pages at the same time. */
const AT_ONCE = 2

/** An editor's browser. */
export interface Visitor {
  signIn(address: string): Promise<void>
  /** Sends a form. @returns where it leads to. */
  led(path: string, fields: Record<string, string>): Promise<string>
  /** @returns a path of each kind of page that links lead to. */
  explore(from: readonly string[], kindOf: (path: string) => string): Promise<readonly string[]>
  /**
   * Asks for a page again and again, as two editors at the same time would.
   *
   * @param warmUp asked before that, and not counted: a process that has run for an hour has compiled its code.
   */
  ask(asked: Asked, times: number, warmUp: number): Promise<{ p50: number; p99: number }>
}

/** A page, or what is answered with one when a form is sent. */
export interface Asked {
  readonly path: string
  readonly fields?: Readonly<Record<string, string>>
}

/** @param codeFor tells the newest code that was mailed to an address. */
export function createVisitor(origin: string, codeFor: () => Promise<string>): Visitor {
  let cookie = ''
  const post = async (path: string, fields: Readonly<Record<string, string>>) => {
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
    async explore(from, kindOf) {
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
    async ask({ path, fields }, times, warmUp) {
      const latencies = keepLatencies(times * AT_ONCE)
      const ask = async (count: number, add: boolean) => {
        for (let asked = 0; asked < count; asked++) {
          const began = performance.now()
          const response = await (fields ? post(path, fields) : get(path))
          await response.arrayBuffer()
          if (response.status !== 200) throw new Error(`${path} was answered ${response.status}.`)
          if (add) latencies.add(performance.now() - began, response.status)
        }
      }
      const askedAtOnce = (count: number, add: boolean) =>
        Promise.all(Array.from({ length: AT_ONCE }, () => ask(count, add)))
      await askedAtOnce(warmUp, false)
      await askedAtOnce(times, true)
      return latencies.result(0, 0)
    },
  }
}
