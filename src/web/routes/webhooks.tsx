import { Hono, type Context as Request } from 'hono'
import { createReceiver } from '../../actions/delivery-event/receive.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { oncePerOutage } from '../../once-per-outage.ts'
import { limitBody } from '../limit-body.ts'

const LARGEST_BODY = 1024 * 1024

/** What Resend calls. Its signature stands for all that keeps strangers from the other forms. */
export function webhookRoutes({
  context,
  enqueue,
}: {
  context: Context
  enqueue: (work: readonly Work[]) => void
}): Hono {
  const { log } = context
  const receive = createReceiver(context)
  const outage = oncePerOutage((error) =>
    log.error({ err: error }, 'webhooks can not be stored; Resend sends them again'),
  )
  const web = new Hono()

  web.post('/webhooks/resend', limitBody(LARGEST_BODY, refuseLarge), async (c) => {
    const received = await receive({
      id: c.req.header('svix-id') ?? '',
      timestamp: c.req.header('svix-timestamp') ?? '',
      signature: c.req.header('svix-signature') ?? '',
      body: Buffer.from(await c.req.arrayBuffer()),
    }).catch((error: Error) => {
      outage(error)
      return { outcome: 'failed' } as const
    })
    switch (received.outcome) {
      case 'stored':
        enqueue(received.work)
        return c.text('Stored.\n')
      case 'foreign':
        return c.text('Not of this installation: not stored.\n')
      case 'unreadable':
        return c.text('This is signed, but it is no event.\n', 400)
      case 'forged':
        log.warn({ reason: received.reason }, 'webhook refused: it is not signed by Resend')
        return c.text('The signature does not hold. Is RESEND_WEBHOOK_SECRET that of this webhook?\n', 401)
      case 'no-secret':
        return c.text('Set RESEND_WEBHOOK_SECRET to the signing secret of this webhook.\n', 503)
      case 'failed':
        return c.text('It could not be stored. Send it again.\n', 500)
    }
  })

  return web
}

function refuseLarge(c: Request): Response {
  return c.text('An event has 1 MB at most.\n', 413)
}
