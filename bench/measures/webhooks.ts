import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { type Installation, ISSUE, WEBHOOK_SECRET } from '../house/installation.ts'
import { postAll } from '../load/connection.ts'
import { eventOf, webhook } from '../load/requests.ts'
import { now } from '../now.ts'
import { runLoad } from './run-load.ts'
import { type Send, sendIssue } from './send-issue.ts'

const OK = 200
const READERS = 25_000
const QUICK_READERS = 500

/** Verified events a second about mails that were really sent, and whether they reach the ledger. */
export async function measureWebhooks(bench: Bench): Promise<void> {
  for (const backend of bench.options.backends) {
    bench.progress.step(`webhooks: queue on ${backend}`)
    let web: { pid: number; port: number } | undefined
    try {
      await sendIssue(bench, {
        backend,
        readers: bench.options.quick ? QUICK_READERS : READERS,
        beside: async (installation) => {
          web = await installation.startWeb({})
          await tryRoute(web.port)
        },
        afterwards: (send) => post(bench, send, web!, `queue on ${backend}`),
      })
    } catch (error) {
      if (!(error instanceof NotThereError)) throw error
      return bench.progress.step(`  ${error.message}`)
    }
  }
}

async function post(
  bench: Bench,
  { installation: { databaseUrl, client }, worker }: Send,
  web: { pid: number; port: number },
  name: string,
): Promise<void> {
  const { port } = web
  const scene = { measure: 'webhooks', case: name } as const
  const requests = { kind: 'webhooks', port, databaseUrl, secret: WEBHOOK_SECRET } as const
  await runLoad(bench, { ...scene, web, worker, requests, success: OK })
  const { delivered, told, seconds } = await awaitLedger(bench, client)
  bench.found({
    ...scene,
    figure: 'delivered, of those it was said of',
    value: (delivered / told) * 100,
    unit: '%',
  })
  bench.found({ ...scene, figure: 'until the ledger says so', value: seconds, unit: 's' })
}

const LEDGER_LIMIT_MS = 30_000

/** Events are stored first and applied later: waits until every mail of which it is said is delivered, or for a while. */
async function awaitLedger(bench: Bench, client: Installation['client']) {
  const startedAt = now()
  for (;;) {
    const { rows } = await client.query(
      `select count(*)::int as told, count(delivered_at)::int as delivered,
         exists (select from delivery_event where applied_at is null) as unapplied
       from delivery where issue_number = $1 and subscriber_id in (
         select subscriber_id from delivery_event where issue_number = $1 and type = 'email.delivered')`,
      [ISSUE],
    )
    const seconds = (now() - startedAt) / 1000
    if (!rows[0].unapplied || seconds * 1000 > LEDGER_LIMIT_MS) return { ...rows[0], seconds }
    await Promise.race([sleep(100), bench.stopped])
  }
}

class NotThereError extends Error {
  override readonly name = 'NotThereError'
}

/**
 * That events are taken, and that they are verified: one with a wrong signature is refused.
 *
 * @throws {NotThereError} when this version of the program has no such route.
 */
async function tryRoute(port: number): Promise<void> {
  const body = eventOf('email.sent', { id: 'unheard-of', address: 'nobody@elsewhere.bench', tags: {} })
  const forged = `whsec_${Buffer.from('another secret').toString('base64')}`
  const [signed, refused] = [
    await statusOf(port, webhook(port, WEBHOOK_SECRET, 'msg_try', body)),
    await statusOf(port, webhook(port, forged, 'msg_forged', body)),
  ]
  if (signed === 404) throw new NotThereError('not there yet: POST /webhooks/resend answers 404')
  if (signed !== OK || refused < 400) {
    throw new Error(`A signed webhook is answered ${signed} and a forged one ${refused}.`)
  }
}

async function statusOf(port: number, request: Buffer): Promise<number> {
  const left = [request]
  let status = 0
  await postAll(
    port,
    () => left.shift(),
    (answer) => {
      status = answer
    },
  )
  return status
}
