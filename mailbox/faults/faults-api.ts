import { type Context, Hono } from 'hono'
import type { Faults } from './create-faults.ts'
import { FaultError } from './parse-faults.ts'

/** The switches over HTTP, for other processes: GET lists them, PUT puts others in their place, DELETE clears. */
export function createFaultsApi(faults: Faults): Hono {
  const api = new Hono()

  api.get('/', (c) => c.json({ faults: faults.list() }))

  api.put('/', async (c) => {
    let input: unknown
    try {
      input = await c.req.json()
    } catch {
      return refuse(c, 'The body is not JSON. Send {"faults": [{"name": "hang", "times": 1}]}.')
    }
    try {
      faults.set((input as { faults: never } | null)?.faults as never)
    } catch (error) {
      if (error instanceof FaultError) return refuse(c, error.message)
      throw error
    }
    return c.json({ faults: faults.list() })
  })

  api.delete('/', (c) => {
    faults.clear()
    return c.json({ faults: [] })
  })
  return api
}

function refuse(c: Context, message: string) {
  return c.json({ statusCode: 422, name: 'validation_error', message }, 422)
}
