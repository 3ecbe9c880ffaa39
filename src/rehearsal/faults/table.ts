import type { Fault } from './fault.ts'
import { keysForgotten } from './keys-forgotten.ts'
import { addressChange, suppression, unsubscribe } from './of-readers.ts'
import { cancel, pause } from './of-the-editor.ts'
import { clockWrong, postgresRestarted, queueFlushed, workerKilled, workersKilled } from './of-the-house.ts'
import { disturbance, webhooks } from './of-the-receiver.ts'
import { restore } from './restore.ts'

/** Every fault that strikes at a point of a send. */
export const FAULTS = {
  'worker-killed': workerKilled,
  'all-killed': workersKilled,
  'clock-wrong': clockWrong,
  'postgres-restarted': postgresRestarted,
  'queue-flushed': queueFlushed,
  'rate-limit': disturbance('rate-limit', '429, with retry-after', 3, 8),
  'error-before': disturbance('error-before', '503, nothing accepted', 1, 8),
  'error-after': disturbance('error-after', '500, all accepted', 1, 4),
  'time-out': disturbance('hang-after', 'no answer at all, all accepted', 1, 2),
  'drop-before': disturbance('drop-before', 'connection dropped, nothing accepted', 1, 4),
  'drop-after': disturbance('drop-after', 'connection dropped, all accepted', 1, 4),
  truncated: disturbance('truncate', 'half of an answer, all accepted', 1, 4),
  'short-answer': disturbance('short-answer', 'an id too few, all accepted', 1, 4),
  'keys-forgotten': keysForgotten,
  'webhooks-twice': webhooks('twice', 'each webhook twice'),
  'webhooks-shuffled': webhooks('shuffled', 'webhooks in any order'),
  'webhooks-early': webhooks('early', 'webhooks before the answer'),
  'webhooks-late': webhooks('withheld', 'webhooks only when the issue is sent'),
  unsubscribe,
  suppression,
  'address-change': addressChange,
  pause,
  restore,
  cancel,
} as const satisfies Record<string, Fault>

/** Readers whose address is refused are there from the beginning. */
export const REFUSALS = 'readers whose address is refused with 422, stored under the key or not'

export type PointFault = keyof typeof FAULTS
export type FaultName = PointFault | 'refusals'

/** Those that a plan deals: the issue that is cancelled is one of its own, at the end. */
export const DEALT_FAULTS = (Object.keys(FAULTS) as PointFault[]).filter((name) => name !== 'cancel')
export const FAULT_NAMES: readonly FaultName[] = [...DEALT_FAULTS, 'refusals', 'cancel']
