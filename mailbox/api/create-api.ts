import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { NoConnectionError } from '../faults/disturb.ts'
import { createFaultsApi } from '../faults/faults-api.ts'
import { findMail } from '../store/find-mail.ts'
import { listEnvelopes } from '../store/list-mails.ts'
import { isUuid } from '../uuid.ts'
import { createErasuresApi } from './create-erasures-api.ts'
import { createSender, refuse, type SenderOptions } from './create-sender.ts'
import { limitRate } from './limit-rate.ts'
import { parseListQuery } from './parse-list-query.ts'
import { parseBatch, parseSingle } from './parse-request.ts'
import { presentEnvelope, presentMail } from './present.ts'
import { invalid, problems } from './problem.ts'

export interface ApiOptions extends SenderOptions {
  readonly requestsPerSecond: number
  readonly onError: (error: unknown) => void
}

const BODY_LIMIT = 40 * 1024 * 1024

/**
 * Resend's own paths. Sending takes any API key, as Resend's SDK always gives one; reading takes none, for this
 * is a stand-in on a laptop, whose pages show the same mails.
 */
export function createApi({ requestsPerSecond, onError, ...parts }: ApiOptions): Hono {
  const { pool, faults } = parts
  const send = createSender(parts)
  const api = new Hono()
  api.route('/erasures', createErasuresApi(pool))
  api.use(limitRate(requestsPerSecond))
  api.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => refuse(c, problems.tooLarge) }))

  api.post('/emails', (c) => send(c, { parse: parseSingle, present: ({ ids }) => ({ id: ids[0] }) }))

  api.post('/emails/batch', (c) => {
    const permissive = c.req.header('x-batch-validation') === 'permissive'
    return send(c, {
      parse: (input) => parseBatch(input, { permissive }),
      present: ({ ids, errors }) => {
        const data = ids.map((id) => ({ id }))
        return permissive ? { data, errors } : { data }
      },
    })
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

  api.route('/faults', createFaultsApi(faults))
  for (const path of ['/emails', '/emails/:id']) api.all(path, (c) => refuse(c, problems.method))
  api.all('*', (c) => refuse(c, problems.noSuchPath))
  api.onError((error, c) => {
    onError(error)
    if (error instanceof NoConnectionError) return refuse(c, { ...problems.failed, message: error.message })
    return refuse(c, problems.failed)
  })
  return api
}
