import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { listPlanned, planIssue } from '../../../db/queries/issue-plan.ts'
import { deleteSkip, insertSkip, lockRhythm, type RhythmNow, saveRhythm } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import {
  describeRhythm,
  nearestSlot,
  nextOpenSlot,
  parseRhythm,
  type Rhythm,
  type RhythmField,
} from '../../domain/rhythm.ts'
import { keepRhythm } from './keep.ts'

/** A rhythm as it was typed. */
export type TypedRhythm = Readonly<Record<RhythmField, string>> & { readonly paused: boolean }

export type SetRhythmOutcome =
  | { readonly outcome: 'set' }
  | { readonly outcome: 'refused'; readonly problems: Partial<Record<RhythmField, string>> }

/**
 * Says when the newsletter goes out from now on. Drafts and skipped weeks go along to the new times; what is
 * scheduled stays scheduled. The next draft is there at once.
 */
export async function setRhythm(
  context: Pick<Context, 'db' | 'by' | 'log'>,
  { paused, ...typed }: TypedRhythm,
): Promise<SetRhythmOutcome> {
  const parsed = parseRhythm(typed)
  if ('problems' in parsed) return { outcome: 'refused', problems: parsed.problems }
  const rhythm = { ...parsed.rhythm, paused }
  await context.db.transaction().execute(async (tx) => {
    const before = await lockRhythm(tx)
    await saveRhythm(tx, rhythm)
    if (before) await moveAlong(tx, before, rhythm)
    const detail = `${describeRhythm(rhythm)}${paused ? ', paused' : ''}`
    await recordAct(tx, context.by, { kind: 'rhythm-set', subject: 'rhythm', detail })
  })
  await keepRhythm(context)
  return { outcome: 'set' }
}

async function moveAlong(tx: Db, { now, skipped }: RhythmNow, rhythm: Rhythm): Promise<void> {
  for (const slot of skipped) await deleteSkip(tx, slot)
  const moved = skipped.map((slot) => nearestSlot(rhythm, slot).sendAt).filter((slot) => slot > now)
  for (const slot of moved) await insertSkip(tx, slot)
  const planned = await listPlanned(tx, now)
  for (const { number } of planned) await planIssue(tx, number, null)
  // What has a time keeps it, and is the issue of the week that is nearest now.
  const [drafts, timed] = [planned.filter(({ sendAt }) => !sendAt), planned.filter(({ sendAt }) => sendAt)]
  for (const { number, sendAt } of timed) await planIssue(tx, number, nearestSlot(rhythm, sendAt!).sendAt)
  const taken = (await listPlanned(tx, now)).map(({ plannedFor }) => plannedFor)
  let after = now
  for (const { number } of drafts) {
    after = nextOpenSlot(rhythm, after, [...moved, ...taken]).sendAt
    await planIssue(tx, number, after)
  }
}
