import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { listPlanned, planIssue } from '../../../db/queries/issue-plan.ts'
import { deleteSkip, insertSkip, lockRhythm, type RhythmNow } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'
import { nextOpenSlot, nextSlot, type Slot } from '../../domain/rhythm.ts'
import { keepRhythm } from './keep.ts'

export type SkipOutcome =
  | { readonly outcome: 'done' }
  /** It is no moment of the rhythm as it is now, or it has passed. */
  | { readonly outcome: 'no-slot' | 'passed' }
  /** An issue goes out then: that has to be taken back first. */
  | { readonly outcome: 'scheduled'; readonly issueNumber: number; readonly status: IssueStatus }

/** Lets a week be without an issue. Its draft goes to the next week that has none. */
export async function skipWeek(
  context: Pick<Context, 'db' | 'by' | 'log'>,
  slot: Date,
): Promise<SkipOutcome> {
  return changeWeek(context, slot, async (tx, rhythm, { day }) => {
    const planned = await listPlanned(tx, slot)
    const own = planned.find(({ plannedFor }) => plannedFor.getTime() === slot.getTime())
    if (own && own.status !== 'draft')
      return { outcome: 'scheduled', issueNumber: own.number, status: own.status }
    if (!(await insertSkip(tx, slot))) return { outcome: 'done' }
    const taken = [...rhythm.skipped, slot, ...planned.map(({ plannedFor }) => plannedFor)]
    await moveDraft(tx, own?.number, nextOpenSlot(rhythm, slot, taken).sendAt)
    await recordAct(tx, context.by, { kind: 'week-skipped', subject: day })
    return { outcome: 'done' }
  })
}

/** Takes that back. The draft that went to a later week comes back, unless it is scheduled there. */
export async function unskipWeek(
  context: Pick<Context, 'db' | 'by' | 'log'>,
  slot: Date,
): Promise<SkipOutcome> {
  return changeWeek(context, slot, async (tx, _, { day }) => {
    if (!(await deleteSkip(tx, slot))) return { outcome: 'done' }
    const [next] = await listPlanned(tx, slot)
    await moveDraft(tx, next?.status === 'draft' ? next.number : undefined, slot)
    await recordAct(tx, context.by, { kind: 'week-unskipped', subject: day })
    return { outcome: 'done' }
  })
}

async function moveDraft(tx: Db, number: number | undefined, to: Date): Promise<void> {
  if (number !== undefined) await planIssue(tx, number, to)
}

async function changeWeek(
  context: Pick<Context, 'db' | 'by' | 'log'>,
  slot: Date,
  change: (tx: Db, rhythm: RhythmNow, slot: Slot) => Promise<SkipOutcome>,
): Promise<SkipOutcome> {
  const changed = await context.db.transaction().execute(async (tx): Promise<SkipOutcome> => {
    const rhythm = await lockRhythm(tx)
    if (!rhythm) return { outcome: 'no-slot' }
    if (slot <= rhythm.now) return { outcome: 'passed' }
    const found = nextSlot(rhythm, new Date(slot.getTime() - 1))
    if (found.sendAt.getTime() !== slot.getTime()) return { outcome: 'no-slot' }
    return change(tx, rhythm, found)
  })
  // The week may be without a draft now.
  if (changed.outcome === 'done') await keepRhythm(context)
  return changed
}
