import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type pg from 'pg'
import { findMail } from '../store/find-mail.ts'
import { listEnvelopes } from '../store/list-mails.ts'
import { isUuid } from '../uuid.ts'
import { accept } from './accept.ts'
import { limitRate } from './limit-rate.ts'
import { parseListQuery } from './parse-list-query.ts'
import { parseBatch, parseSingle } from './parse-request.ts'
import { presentEnvelope, presentMail } from './present.ts'
import { invalid, type Problem, problems } from './problem.ts'

export interface ApiOptions {
  readonly pool: pg.Pool
  readonly requestsPerSecond: number
  readonly now: () => Date
  /** Told how many mails were stored, once they are. */
  readonly onStored: (count: number) => void
  readonly onError: (error: unknown) => void
}

const BODY_LIMIT = 40 * 1024 * 1024

/**
 * Resend's own paths. Sending takes any API key, as Resend's SDK always gives one; reading takes none, for this
 * is a stand-in on a laptop, whose pages show the same mails.
 */
export function createApi({ pool, requestsPerSecond, now, onStored, onError }: ApiOptions): Hono {
  const api = new Hono()
  api.use(limitRate(requestsPerSecond))
  api.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => refuse(c, problems.tooLarge) }))

  api.post('/emails', async (c) => {
    const answer = await accept({ pool, at: now(), ...(await sentBy(c)) }, parseSingle)
    if ('problem' in answer) return refuse(c, answer.problem)
    if (!answer.replayed) onStored(1)
    return c.json({ id: answer.ids[0] })
  })

  api.post('/emails/batch', async (c) => {
    const permissive = c.req.header('x-batch-validation') === 'permissive'
    const answer = await accept({ pool, at: now(), ...(await sentBy(c)) }, (input) =>
      parseBatch(input, { permissive }),
    )
    if ('problem' in answer) return refuse(c, answer.problem)
    if (!answer.replayed) onStored(answer.ids.length)
    const data = answer.ids.map((id) => ({ id }))
    return c.json(permissive ? { data, errors: answer.errors } : { data })
  })

  api.get('/emails', async (c) => {
    const query = parseListQuery(c.req.query())
    if ('problem' in query) return refuse(c, query.problem)
    const page = await listEnvelopes(pool, query.request)
    if (!page)
      return refuse(c, invalid('The email of the `after` or `before` parameter is not in the mailbox.'))
    return c.json({ object: 'list', has_more: page.hasMore, data: page.mails.map(presentEnvelope) })
  })

  api.get('/emails/:id', async (c) => {
    const id = c.req.param('id')
    if (!isUuid(id))
      return refuse(c, { ...invalid('The `id` must be a valid UUID.'), name: 'invalid_parameter' })
    const mail = await findMail(pool, id)
    return mail ? c.json(presentMail(mail)) : refuse(c, problems.noSuchMail)
  })

  for (const path of ['/emails', '/emails/:id']) api.all(path, (c) => refuse(c, problems.method))
  api.all('*', (c) => refuse(c, problems.noSuchPath))
  api.onError((error, c) => {
    onError(error)
    return refuse(c, problems.failed)
  })
  return api
}

async function sentBy(c: Context) {
  return {
    authorization: c.req.header('authorization'),
    key: c.req.header('idempotency-key'),
    path: c.req.path,
    body: new Uint8Array(await c.req.arrayBuffer()),
  }
}

function refuse(c: Context, problem: Problem) {
  return c.json(problem, problem.statusCode)
}
