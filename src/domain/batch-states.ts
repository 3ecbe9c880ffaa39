export type BatchState =
  | 'prepared'
  | 'submitting'
  | 'accepted'
  | 'rejected'
  | 'unknown'
  | 'split'
  | 'parked'
  | 'cancelled'

/**
 * All that can happen to a batch: from which states, and to which. The queries take their conditions from
 * here, and docs/SENDING.md shows the same table. What is in no `from` is final.
 */
export const BATCH_EVENTS = {
  /** A worker takes it, with a lease and a new fence. */
  claimed: { from: ['prepared', 'unknown'], to: 'submitting' },
  /** It was provably not accepted, or never left. */
  'given-back': { from: ['submitting'], to: 'prepared' },
  /** It left, and no answer proves what became of it: its bytes and its key are pinned. */
  doubted: { from: ['submitting'], to: 'unknown' },
  /** Proved by Resend's answer or by a webhook, whoever learns of it and whoever holds the batch. */
  accepted: { from: ['prepared', 'submitting', 'unknown', 'parked'], to: 'accepted' },
  /** A recipient was refused: its halves go on under keys of their own. */
  split: { from: ['submitting'], to: 'split' },
  /** The refused recipient stands alone. */
  rejected: { from: ['submitting'], to: 'rejected' },
  /** Everybody left before anything was sent. */
  emptied: { from: ['submitting'], to: 'cancelled' },
  /** The issue was cancelled before anything was sent. */
  cancelled: { from: ['prepared'], to: 'cancelled' },
  /** 23 hours have passed, the bytes would differ, or the provider is another. */
  parked: { from: ['submitting', 'unknown'], to: 'parked' },
  /** The database was restored: what it does not know of may have been sent since. */
  restored: { from: ['prepared', 'submitting', 'unknown'], to: 'parked' },
  /** An editor found out that it was sent. */
  'resolved-as-sent': { from: ['parked'], to: 'accepted' },
  /** An editor found out that it was not: it is sent anew, under a new key. */
  'resolved-as-unsent': { from: ['parked'], to: 'prepared' },
} as const satisfies Record<string, { from: readonly BatchState[]; to: BatchState }>

export type BatchEvent = keyof typeof BATCH_EVENTS
