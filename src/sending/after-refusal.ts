import type { Fault } from '../domain/fault.ts'

/** What is known of a batch that Resend refused. */
export interface RefusedBatch {
  readonly fault: Fault
  /** Whether an earlier attempt under the same key may have been accepted. */
  readonly pinned: boolean
  readonly mails: number
  /** Whether it comes from a batch that was refused before. */
  readonly isHalf: boolean
  /** Whether other halves of that batch are still to be tried. */
  readonly othersAreOpen: boolean
  /** Whether anything of the issue was accepted since. */
  readonly othersAccepted: boolean
}

/**
 * What a refusal does to a batch.
 *
 * - `doubt`: it proves nothing about the earlier attempts, so the batch stays pinned.
 * - `split`: a recipient is at fault, and nobody knows which.
 * - `reject`: that recipient stands alone.
 * - `wait`: it stands alone, and what becomes of the others will tell whether it is the recipient or the mail.
 * - `hold`: an editor has to see to it, and no reader is rejected for it.
 */
export type AfterRefusal = 'doubt' | 'split' | 'reject' | 'wait' | 'hold'

/** Decides it. A reader is rejected only once the mail itself has proved to be acceptable. */
export function afterRefusal(batch: RefusedBatch): AfterRefusal {
  if (batch.pinned) return 'doubt'
  if (batch.fault !== 'recipient') return 'hold'
  if (batch.mails > 1) return 'split'
  if (!batch.isHalf || batch.othersAccepted) return 'reject'
  return batch.othersAreOpen ? 'wait' : 'hold'
}

/** Faults that stop everything, whatever is known of the mails: nothing else would be accepted either. */
export function stopsEverything(fault: Fault): boolean {
  return fault === 'api-key' || fault === 'quota'
}
