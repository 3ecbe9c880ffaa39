import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createReceiver } from '../../actions/delivery-event/receive.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { oncePerOutage } from '../../once-per-outage.ts'

export const WEBHOOK_PATH = '/webhooks/resend'

const LARGEST_BODY = 1024 * 1024

/**
 * What Resend calls. Its signature stands for all that keeps strangers from the other forms.
 *
 * On Node's own request and response, in front of the app: an issue brings several events for each reader, and
 * making a Request and a Response of each costs more than to check and read it.
 */
export function webhookListener({
  context,
  enqueue,
}: {
  context: Context
  enqueue: (work: readonly Work[]) => void
}): RequestListener {
  const { log } = context
  const receive = createReceiver(context)
  const outage = oncePerOutage((error) =>
    log.error({ err: error }, 'webhooks can not be stored; Resend sends them again'),
  )

  return (request, response) =>
    readBody(request, async (body) => {
      if (!body) return answer(response, 413, 'An event has 1 MB at most.\n')
      const received = await receive({
        id: header(request, 'svix-id'),
        timestamp: header(request, 'svix-timestamp'),
        signature: header(request, 'svix-signature'),
        body,
      }).catch((error: Error) => {
        outage(error)
        return { outcome: 'failed' } as const
      })
      switch (received.outcome) {
        case 'stored':
          enqueue(received.work)
          return answer(response, 200, 'Stored.\n')
        case 'foreign':
          return answer(response, 200, 'Not of this installation: not stored.\n')
        case 'unreadable':
          return answer(response, 400, 'This is signed, but it is no event.\n')
        case 'forged':
          log.warn({ reason: received.reason }, 'webhook refused: it is not signed by Resend')
          return answer(
            response,
            401,
            'The signature does not hold. Is RESEND_WEBHOOK_SECRET that of this webhook?\n',
          )
        case 'no-secret':
          return answer(response, 503, 'Set RESEND_WEBHOOK_SECRET to the signing secret of this webhook.\n')
        case 'failed':
          return answer(response, 500, 'It could not be stored. Send it again.\n')
      }
    })
}

/**
 * Reads to the end, so that whoever sends hears the answer; of a body that is too large nothing is kept.
 * One that breaks off is nobody's business.
 */
function readBody(request: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > LARGEST_BODY) chunks.length = 0
    else chunks.push(chunk)
  })
  request.on('end', () => done(length > LARGEST_BODY ? undefined : Buffer.concat(chunks, length)))
}

function header({ headers }: IncomingMessage, name: string): string {
  return (headers[name] as string | undefined) ?? ''
}

function answer(response: ServerResponse, status: number, text: string): void {
  const head = { 'content-type': 'text/plain; charset=UTF-8', 'content-length': Buffer.byteLength(text) }
  response.writeHead(status, head).end(text)
}
