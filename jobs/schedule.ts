import { cronOf, type Rhythm } from '../src/domain/rhythm.ts'
import type { Lane } from './lanes.ts'

/** What runs by the clock. Workers assert this table again and again, so a flushed queue heals by itself. */
export const SCHEDULE: readonly ScheduledWork[] = [
  {
    id: 'pulse',
    lane: 'pulse',
    repeat: { every: 2_000 },
    data: { kind: 'find-work', reason: 'pulse', delayMs: 0 },
  },
  {
    id: 'check-links',
    lane: 'links',
    repeat: { every: 60_000 },
    data: { kind: 'check-links' },
  },
  {
    id: 'retire',
    lane: 'issues',
    repeat: { every: 24 * 60 * 60_000 },
    data: { kind: 'retire' },
  },
]

export interface ScheduledWork {
  readonly id: string
  readonly lane: Lane
  readonly repeat: { readonly every: number } | { readonly pattern: string; readonly tz: string }
  readonly data: Readonly<Record<string, unknown>>
}

/** The weekly rhythm's entry, beside the table: an editor says when. The pulse finds what it misses. */
export function rhythmWork(rhythm: Rhythm): ScheduledWork {
  return { ...RHYTHM, repeat: cronOf(rhythm), data: { kind: 'keep-rhythm' } }
}

export const RHYTHM = { id: 'rhythm', lane: 'issues' } as const
