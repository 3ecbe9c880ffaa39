import { insertEvents } from '../../../db/queries/delivery-event.ts'
import { installationId } from '../../../db/queries/installation.ts'
import type { Context } from '../../context.ts'
import type { DeliveryEvent } from '../../domain/delivery-event.ts'
import type { Work } from '../../domain/work.ts'
import { gather } from '../../gather.ts'
import { createWebhookVerifier, type SignedBody } from '../../mailer/verify-webhook.ts'
import { parseEvent } from './parse.ts'

export type ReceiveOutcome =
  /** Committed; the second time as good as the first. */
  | { readonly outcome: 'stored'; readonly work: readonly Work[] }
  | { readonly outcome: 'foreign' }
  | { readonly outcome: 'unreadable' }
  | { readonly outcome: 'forged'; readonly reason: string }
  /** There is no secret to check it with, or one that is none. */
  | { readonly outcome: 'no-secret' }

/** Gathering costs each event some milliseconds, and saves most of what a commit of its own would cost. */
const GATHER = { waitMs: 1, most: 500, rounds: 2 } as const
/** One hint is enough for all that arrives meanwhile; the pulse finds what comes after the last. */
const HINT_EVERY_MS = 500

/**
 * Readies the receiving of webhooks: each is checked, and stored before it is answered.
 *
 * @example
 * const receive = createReceiver(context)
 * const outcome = await receive({ id, timestamp, signature, body })
 * // It rejects when the event could not be stored: then Resend has to send it again.
 */
export function createReceiver({
  config,
  db,
  log,
}: Context): (signed: SignedBody) => Promise<ReceiveOutcome> {
  const secret = config.resendWebhookSecret
  const verify = secret === undefined ? undefined : createWebhookVerifier(secret)
  const store = gather((events: readonly DeliveryEvent[]) => insertEvents(db, events), GATHER)
  const hint = createHint()
  let ours: string | undefined

  return async (signed) => {
    const verdict = verify?.(signed) ?? { outcome: 'unusable-secret' }
    if (verdict.outcome === 'unusable-secret') return { outcome: 'no-secret' }
    if (verdict.outcome !== 'genuine') return verdict
    ours ??= await installationId(db)
    const parsed = parseEvent(verdict.payload, signed.id, ours)
    if (parsed.outcome === 'shapeless') return { outcome: 'unreadable' }
    if (parsed.outcome === 'foreign') {
      log.debug('a webhook of another installation was left alone')
      return { outcome: 'foreign' }
    }
    await store(parsed.event)
    return { outcome: 'stored', work: hint() }
  }
}

function createHint(): () => Work[] {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    const now = performance.now()
    if (now - last < HINT_EVERY_MS) return []
    last = now
    return [{ kind: 'apply-events' }]
  }
}
