import { Hono } from 'hono'
import { base } from '../base.ts'
import type { Faults } from '../faults/create-faults.ts'
import { FaultError } from '../faults/parse-faults.ts'
import { FaultsPage } from './faults-page.tsx'
import { pageHeaders } from './response-headers.ts'
import { toHtml } from './to-html.ts'

const page = `${base}/faults`

/** The switches as forms. */
export function faultsRoutes(faults: Faults): Hono {
  const routes = new Hono()

  routes.get('/', (c) => c.html(toHtml(<FaultsPage on={faults.list()} problems={[]} />), 200, pageHeaders))

  routes.post('/', async (c) => {
    try {
      faults.add(settingOf(await c.req.parseBody()) as never)
    } catch (error) {
      if (!(error instanceof FaultError)) throw error
      return c.html(toHtml(<FaultsPage on={faults.list()} problems={error.problems} />), 422, pageHeaders)
    }
    return c.redirect(page, 303)
  })

  routes.post('/off', async (c) => {
    const { place } = await c.req.parseBody()
    if (place === 'all') faults.clear()
    else faults.remove(Number(place))
    return c.redirect(page, 303)
  })
  return routes
}

/** A form's empty fields were not given, and its numbers are texts. */
function settingOf(form: Readonly<Record<string, unknown>>): object {
  const given = Object.entries(form).filter(([, value]) => value !== '')
  return Object.fromEntries(given.map(([name, value]) => [name, typed(name, value)]))
}

function typed(name: string, value: unknown): unknown {
  if (name === 'remember') return value === 'on'
  return ['times', 'skip', 'seconds'].includes(name) ? Number(value) : value
}
