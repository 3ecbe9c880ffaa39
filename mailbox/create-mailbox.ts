import { Hono } from 'hono'
import pg from 'pg'
import { createApi } from './api/create-api.ts'
import { createFaults, type Faults } from './faults/create-faults.ts'
import { createPages } from './pages/create-pages.tsx'
import { createPruner } from './store/create-pruner.ts'
import { createSchema } from './store/create-schema.ts'
import { createWebhooks } from './webhooks/create-webhooks.ts'
import { openLine, type WebhookTarget } from './webhooks/open-line.ts'

export interface MailboxOptions {
  readonly connectionString: string
  /** The rate that the API enforces with 429; 0 or Infinity for none. Default: Resend's own, 5. */
  readonly requestsPerSecond?: number
  /** How many mails are kept; the oldest beyond are removed. Default: 100,000. */
  readonly keep?: number
  /** Whom to tell what becomes of the mails, signed as Resend's webhooks are; nobody, unless given. */
  readonly webhook?: WebhookTarget
  /** The time of mails, of webhooks and of idempotency keys, which live for 24 hours. */
  readonly now?: () => Date
  /** Told of what fails inside, such as a lost database, for the log. */
  readonly onError?: (error: unknown) => void
}

export interface Mailbox {
  /** Resend's paths under `/api`, and the pages; to be mounted at `/mailbox`. */
  readonly app: Hono
  /** What goes wrong on purpose; nothing, until it is switched on. */
  readonly faults: Faults
  close(): Promise<void>
}

/**
 * The built-in stand-in for Resend: it accepts mails over HTTP as Resend does, delivers none, and shows them.
 * Makes or upgrades its schema `mailbox` in the database first; starting several at once is safe.
 *
 * @example
 * const mailbox = await createMailbox({ connectionString })
 * site.route('/mailbox', mailbox.app)
 * const resend = new Resend('any key', { baseUrl: 'http://127.0.0.1:3000/mailbox/api' })
 *
 * @throws {RangeError} for a rate below 0, nothing to keep, or a webhook without an address or secret.
 */
export async function createMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { connectionString, requestsPerSecond = 5, keep = 100_000, webhook } = options
  const { now = () => new Date(), onError = () => undefined } = options
  if (!(requestsPerSecond >= 0)) {
    throw new RangeError(`requestsPerSecond is ${requestsPerSecond}; give 0 (no limit) or more`)
  }
  if (!Number.isSafeInteger(keep) || keep < 1)
    throw new RangeError(`keep is ${keep}; give a whole number from 1`)

  const line = webhook && openLine(webhook)
  const pool = new pg.Pool({ connectionString, max: 8, application_name: 'mailbox' })
  // An idle connection that breaks is replaced on the next use; unhandled, the event ends the process.
  pool.on('error', onError)
  try {
    await createSchema(pool)
  } catch (error) {
    await line?.close()
    await pool.end()
    throw error
  }
  const faults = createFaults()
  const webhooks = line && createWebhooks({ pool, line, faults, now, onError })
  const pruner = createPruner({ pool, keep, now, onError })
  const closing = new AbortController()
  const api = createApi({
    pool,
    requestsPerSecond,
    now,
    faults,
    webhooks,
    closing: closing.signal,
    onStored: pruner.count,
    onError,
  })
  return {
    app: new Hono().route('/api', api).route('/', createPages({ pool, faults, webhooks, onError })),
    faults,
    close: async () => {
      closing.abort()
      await webhooks?.close()
      await pruner.close()
      await pool.end()
    },
  }
}
