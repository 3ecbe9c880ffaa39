import type { Lane } from './lanes.ts'

/** What runs by the clock. Workers assert this table again and again, so a flushed queue heals by itself. */
export const SCHEDULE: readonly ScheduledWork[] = [
  {
    id: 'pulse',
    lane: 'pulse',
    everyMs: 2_000,
    data: { kind: 'find-work', reason: 'pulse', delayMs: 0 },
  },
  {
    id: 'check-links',
    lane: 'links',
    everyMs: 60_000,
    data: { kind: 'check-links' },
  },
  {
    id: 'retire',
    lane: 'issues',
    everyMs: 24 * 60 * 60_000,
    data: { kind: 'retire' },
  },
]

export interface ScheduledWork {
  readonly id: string
  readonly lane: Lane
  readonly everyMs: number
  readonly data: Readonly<Record<string, unknown>>
}
