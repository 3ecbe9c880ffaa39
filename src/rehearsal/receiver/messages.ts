/** What the receiver does to a request in place of answering it as it should. */
export type Disturbance =
  | 'rate-limit'
  | 'error-before'
  | 'error-after'
  | 'hang-after'
  | 'drop-before'
  | 'drop-after'
  | 'truncate'
  | 'short-answer'

/** How the webhooks of a batch come: twice, in any order, before the answer, or not before they are let go. */
export type WebhookMode = 'twice' | 'shuffled' | 'early' | 'withheld'

/** What the rehearsal tells the receiver. */
export type Order =
  /** Disturbs the next requests, so many of them. */
  | { readonly order: 'disturb'; readonly disturbance: Disturbance; readonly requests: number }
  /** Silences the next batch under a new key: every answer to it is lost and its webhooks are withheld. */
  | { readonly order: 'silence-next'; readonly batches: 0 | 1 }
  /** The keys of the silenced batches, in their order. */
  | { readonly order: 'silenced' }
  /** Keeps every request waiting once so many batches are accepted; null lets all of them go. */
  | { readonly order: 'hold-at'; readonly batches: number | null }
  /** How far the rehearsal's time is ahead of the machine's. */
  | { readonly order: 'shift-clock'; readonly shiftMs: number }
  | { readonly order: 'forget-keys'; readonly olderThanMs: number }
  | { readonly order: 'webhooks'; readonly mode: WebhookMode; readonly batches: number }
  /** Sends what is withheld or waits for its time. */
  | { readonly order: 'flush-webhooks' }
  | { readonly order: 'know-key'; readonly key: string }
  | { readonly order: 'count' }

/** What the receiver has seen of a key. */
export interface KeyKnowledge {
  readonly requests: number
  readonly accepted: boolean
  readonly refusals: number
}

/** What the receiver counted. */
export interface Counts {
  readonly requests: number
  /** Requests that are not answered yet. */
  readonly underWay: number
  readonly batches: number
  readonly mails: number
  readonly keys: number
  readonly replays: number
  readonly refusals: number
  readonly conflicts: number
  readonly disturbed: Readonly<Partial<Record<Disturbance, number>>>
  readonly webhooks: WebhookCounts
}

export interface WebhookCounts {
  readonly acknowledged: number
  /** Sent again, because they were not acknowledged. */
  readonly repeated: number
  readonly waiting: number
  readonly withheld: number
}

/** A message between the two processes: an order and its reply share a number. */
export interface OrderMessage {
  readonly number: number
  readonly order: Order
}
export type ReceiverMessage =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'reply'; readonly number: number; readonly reply: unknown }
  /** As many batches are accepted as it was to hold at. */
  | { readonly kind: 'reached'; readonly batches: number }
