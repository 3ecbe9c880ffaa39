import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type pg from 'pg'
import { deleteMailsTo } from '../store/delete-mails-to.ts'
import { refuse } from './create-sender.ts'
import { missing, problems } from './problem.ts'

const LARGEST_BODY = 4 * 1024

/**
 * What Resend has not: POST {"address": "ada@lovelace.org"} deletes all mails to an address, as its owner may ask
 * for. It takes any API key, which no form of another site can send, and is not held to the rate.
 */
export function createErasuresApi(pool: pg.Pool): Hono {
  const api = new Hono()
  api.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => refuse(c, problems.tooLarge) }))

  api.post('/', async (c) => {
    if (!/^Bearer +\S/i.test(c.req.header('authorization') ?? '')) return refuse(c, problems.missingApiKey)
    const body = await c.req.json().catch(() => undefined)
    if (body === undefined) return refuse(c, problems.malformed)
    const address = body?.address
    if (typeof address !== 'string' || address === '') return refuse(c, missing('address'))
    return c.json({ deleted: await deleteMailsTo(pool, address) })
  })

  api.all('*', (c) => refuse(c, problems.method))
  return api
}
