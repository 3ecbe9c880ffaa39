import { createJobBackend } from '../jobs/backend.ts'
import { openQueues, type Queues } from '../jobs/queues.ts'
import { startWorker } from '../jobs/worker.ts'
import { createMailbox, type Mailbox } from '../mailbox/create-mailbox.ts'
import { type WhoSignsIn, whoSignsIn } from './actions/editor/who-signs-in.ts'
import { checkReadiness } from './actions/installation/check-readiness.ts'
import { findInstallation } from './actions/installation/find.ts'
import type { HeldBack } from './actions/installation/hold-back.ts'
import { loadSample } from './actions/installation/load-sample.ts'
import { type Config, isSampleInstallation, ownUrl, showsDesk } from './config.ts'
import type { Context } from './context.ts'
import { type Limits, openLimits } from './limits/open-limits.ts'
import { oncePerOutage } from './once-per-outage.ts'
import { openContext } from './open.ts'
import { rememberOrigin } from './origin.ts'
import { listen, type Posts } from './serve.ts'
import { createWeb } from './web/create-web.tsx'
import { enqueueAside } from './web/enqueue-aside.ts'
import { WEBHOOK_PATH, webhookListener } from './web/routes/webhooks.ts'

export const ROLES = ['all', 'web', 'worker'] as const
export type Role = (typeof ROLES)[number]

/** The order in which parts are closed: what is under way finishes, on parts that are still there. */
const CLOSING = ['worker', 'streams', 'listener', 'queues', 'mailbox', 'limits', 'database'] as const
type Parts = Partial<Record<(typeof CLOSING)[number], { close(): Promise<void> }>>

export interface Running {
  /** Whether the sample was loaded, as nobody had touched the database. */
  readonly firstStart: boolean
  readonly owner: WhoSignsIn
  close(): Promise<void>
}

/** Starts web, worker or both. Closing stops the worker first and PostgreSQL last. */
export async function start(config: Config, role: Role): Promise<Running> {
  const parts: Parts = {}
  const close = () => closeAll(parts)
  try {
    return { ...(await open(config, role, parts)), close }
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}

/** A part that can't be closed does not keep the others open. */
async function closeAll(parts: Parts): Promise<void> {
  const failures: unknown[] = []
  for (const part of CLOSING) {
    await parts[part]?.close().catch((error) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

async function open(config: Config, role: Role, parts: Parts): Promise<Omit<Running, 'close'>> {
  const listener = role === 'worker' ? undefined : await listen(config.host, config.port)
  if (listener) parts.listener = listener
  const database = await openContext(config, { by: 'program' })
  parts.database = database
  const { context, databaseUrl, heldBack } = database
  if (heldBack) sayRestored(context, heldBack)
  const { redisUrl } = config
  const installation = await findInstallation(context)
  const backend = createJobBackend({ databaseUrl, redisUrl, installation })
  await backend.migrate()
  const queues = openQueues(backend, oncePerOutage(outOfReach(context)))
  parts.queues = queues
  if (listener) {
    if (!config.databaseUrl) rememberOrigin(config)
    const mailbox = config.resendApiKey ? undefined : await openMailbox(context, databaseUrl)
    if (mailbox) parts.mailbox = mailbox
    const limits = await openLimits(context, installation)
    parts.limits = limits
    const streams = new AbortController()
    parts.streams = { close: async () => streams.abort() }
    const site = createSite(context, { limits, queues, mailbox, closing: streams.signal })
    listener.answerWith(site, createPosts(context, queues))
  }
  const firstStart = isSampleInstallation(config) && (await loadSample(context)) === 'loaded'
  // The mailbox answers as fast as this machine can: a second batch on its way would only cost memory.
  const settings = config.resendApiKey ? {} : { batchesInFlight: 1 }
  if (role !== 'web') parts.worker = startWorker(context, backend, queues, settings)
  return { firstStart, owner: await whoSignsIn(context) }
}

function sayRestored({ log }: Context, { issues, batches, mails }: HeldBack): void {
  log.error(
    { issues, batches: batches.length, mails },
    'this database was restored or copied: what is unfinished is held, parked or given up until an editor decides',
  )
}

function outOfReach({ log }: Context) {
  return (error: Error) => log.warn({ err: error }, 'queue is out of reach; it is tried again and again')
}

function openMailbox({ config, log }: Context, connectionString: string): Promise<Mailbox> {
  const onError = (error: unknown) => log.warn({ err: error }, 'mailbox is in trouble')
  const { requestsPerSecond, mailboxKeep: keep, resendWebhookSecret: secret } = config
  const webhook = secret ? { webhook: { url: `${ownUrl(config)}/webhooks/resend`, secret } } : {}
  return createMailbox({ connectionString, requestsPerSecond, keep, onError, ...webhook })
}

interface SiteParts {
  readonly limits: Limits
  readonly queues: Queues
  readonly mailbox: Mailbox | undefined
  readonly closing: AbortSignal
}

function createSite(context: Context, { limits, queues, mailbox, closing }: SiteParts) {
  return createWeb({
    context,
    limits,
    enqueue: queues.enqueue,
    queues,
    ...(mailbox ? { mailbox: mailbox.app } : {}),
    ready: () => checkReadiness(context, queues.ping),
    desk: showsDesk(context.config),
    closing,
  })
}

/** What is answered in front of the site. */
function createPosts(context: Context, { enqueue }: Queues): Posts {
  return { [WEBHOOK_PATH]: webhookListener({ context, enqueue: enqueueAside(context, enqueue) }) }
}
