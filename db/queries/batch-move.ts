import { BATCH_EVENTS, type BatchEvent } from '../../src/domain/batch-states.ts'
import type { Db } from '../connect.ts'

/** Names one batch. */
export interface BatchId {
  readonly issueNumber: number
  readonly batchNumber: number
}

/** A batch that this worker holds until its lease ends; `fence` tells its claim from later ones. */
export interface BatchClaim extends BatchId {
  readonly fence: number
  readonly key: string
  readonly installation: string
  readonly attempts: number
  /** Whether the newest answers to any batch proved nothing. */
  readonly inDoubt: boolean
  /** When the issue was frozen. */
  readonly frozenAt: Date
  /** Whether it was split from a batch that was refused. */
  readonly isHalf: boolean
  /** The hash of the bytes that alone may follow, once an attempt may have been accepted. */
  readonly pinnedSha256: Buffer | null
}

/** What goes with every way out of `submitting`. */
export const RELEASED = { leaseUntil: null } as const
/** What a batch is that was provably not accepted: free of any bytes. */
const UNPINNED = { pinnedAt: null, bodySha256: null, provider: null } as const

/** An update of batches to which an event happens: those in a state that knows it, into the next. */
export function batchesThatAre(db: Db, event: BatchEvent) {
  const { from, to } = BATCH_EVENTS[event]
  return db
    .updateTable('batch')
    .set({ status: to })
    .where('status', 'in', [...from])
}

/** The same for one batch. */
export function batchThatIs(db: Db, event: BatchEvent, { issueNumber, batchNumber }: BatchId) {
  return batchesThatAre(db, event).where('issueNumber', '=', issueNumber).where('number', '=', batchNumber)
}

/** The same for a batch that is held, as long as no later claim has it. */
export function claimThatIs(db: Db, event: BatchEvent, claim: BatchClaim) {
  return batchThatIs(db, event, claim).where('fence', '=', claim.fence)
}

/**
 * The same for what follows from a refusal: a batch of which no earlier attempt may have been accepted. Its
 * pin, if it has one, is the refused attempt's own.
 */
export function refusedThatIs(db: Db, event: BatchEvent, claim: BatchClaim) {
  return claimThatIs(db, event, claim)
    .set(UNPINNED)
    .where((eb) => eb.or([eb('pinnedAt', 'is', null), eb('pinnedAt', '=', eb.ref('lastAttemptAt'))]))
}
