import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../../db/connect.ts'
import { settleByWebhook } from '../../../db/queries/batch-settle.ts'
import { markApplied, type StoredEvent, takeEvents } from '../../../db/queries/delivery-event.ts'
import {
  acceptAlone,
  type Contradiction,
  type DeliveryId,
  findContradictions,
  holdBatches,
  land,
  lookUpByKeys,
} from '../../../db/queries/delivery-event-apply.ts'
import { acceptMails } from '../../../db/queries/delivery-event-mail.ts'
import {
  suppressDeliveries,
  suppressMails,
  suppressSoftBouncers,
} from '../../../db/queries/delivery-event-suppress.ts'
import type { Context } from '../../context.ts'
import { isQuotaFailure } from '../../domain/delivery-event.ts'
import { type EventOfDelivery, landingsOf } from '../../domain/landing.ts'
import type { SuppressionReason } from '../../domain/suppression.ts'
import { holdForQuota } from './hold-for-quota.ts'

const CHUNK = 500
/** Then the pulse goes on: a worker that is to stop need not wait for a flood to end. */
const MOST_CHUNKS = 100

/**
 * Lets stored events have their effect, in any order and each once. What a busy batch keeps from landing
 * stays for the next time.
 *
 * @returns how many had it.
 */
export async function applyEvents(context: Context): Promise<number> {
  let total = 0
  for (let chunk = 0; chunk < MOST_CHUNKS; chunk++) {
    const startedAt = performance.now()
    const applied = await context.db.transaction().execute(applyChunk)
    report(context, applied)
    // In a transaction of its own: who holds an issue writes it before its batches.
    await holdForQuota(context, issuesOverQuota(applied.events))
    total += applied.events.length
    // A few are as dear as many: what comes in meanwhile goes along with the next hint, or the pulse.
    if (applied.taken < CHUNK || applied.events.length === 0) break
    // As long again: in a flood those that come in are stored first, and have their effect some seconds later.
    await sleep(performance.now() - startedAt)
  }
  return total
}

interface Applied {
  /** How many there were, those that a busy batch keeps from landing among them. */
  readonly taken: number
  readonly events: readonly StoredEvent[]
  /** Proved by a webhook with a key that their batch does not have. */
  readonly alone: readonly DeliveryId[]
  readonly contradictions: readonly Contradiction[]
}

async function applyChunk(tx: Db): Promise<Applied> {
  await lookUpByKeys(tx)
  const taken = await takeEvents(tx, CHUNK)
  const held = await holdBatches(tx, taken.filter(isOfDelivery))
  const ready = new Set<StoredEvent>(held)
  const events = taken.filter((event) => !isOfDelivery(event) || ready.has(event))
  const { alone, contradictions } = await applyToDeliveries(tx, held)
  await applyToMails(tx, events.filter(isOfMail))
  await markApplied(tx, events)
  return { taken: taken.length, events, alone, contradictions }
}

async function applyToDeliveries(tx: Db, events: readonly EventOfDelivery[]) {
  if (events.length === 0) return { alone: [], contradictions: [] }
  await settleByWebhook(tx, events)
  const landings = landingsOf(events)
  const alone = await acceptAlone(tx, landings)
  await land(tx, landings)
  await suppressDeliveries(tx, events.flatMap(withReason))
  await suppressSoftBouncers(
    tx,
    landings.filter(({ bounce }) => bounce === 'soft'),
  )
  return { alone, contradictions: await findContradictions(tx, events) }
}

async function applyToMails(tx: Db, events: readonly EventOfMail[]): Promise<void> {
  if (events.length === 0) return
  await acceptMails(tx, events)
  await suppressMails(tx, events.flatMap(withReason))
}

/** Why an event suppresses the address it is about, where it does. */
function withReason<Event extends StoredEvent | EventOfDelivery>(event: Event) {
  const reason = suppressionFor(event)
  return reason ? [{ ...event, reason }] : []
}

function suppressionFor({
  type,
  bounce,
}: Pick<StoredEvent, 'type' | 'bounce'>): SuppressionReason | undefined {
  if (type === 'email.complained') return 'complaint'
  if (type === 'email.suppressed') return 'cleaned'
  return bounce === 'hard' ? 'hard-bounce' : undefined
}

function issuesOverQuota(events: readonly StoredEvent[]): number[] {
  const failed = events.filter(isOfDelivery).filter(isQuotaFailure)
  return [...new Set(failed.map(({ issueNumber }) => issueNumber))]
}

/** Ids only: loud, because something was sent that we did not know of. */
function report({ log }: Context, { events, alone, contradictions }: Applied): void {
  if (events.length > 0) log.info({ events: events.length }, 'webhooks applied')
  if (alone.length > 0) {
    log.error({ deliveries: alone }, 'webhooks prove deliveries under a key that their batch does not have')
  }
  if (contradictions.length > 0) {
    log.error({ deliveries: contradictions }, 'webhooks contradict what is on record of their deliveries')
  }
}

function isOfDelivery<Event extends StoredEvent>(event: Event): event is Event & EventOfDelivery {
  return event.issueNumber !== null
}

type EventOfMail = StoredEvent & { readonly mailId: number }

function isOfMail(event: StoredEvent): event is EventOfMail {
  return event.mailId !== null
}
