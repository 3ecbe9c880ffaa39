import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { insertIssue } from '../../../db/queries/issue.ts'
import { findRhythmState, moveOverdue } from '../../../db/queries/issue-plan.ts'
import { findRhythm, lockRhythm } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import { PROPOSED_SUBJECT } from '../../domain/issue.ts'
import { nextOpenSlot } from '../../domain/rhythm.ts'
import { gather } from './gather.ts'

/**
 * Sees to it that the rhythm's next slot has its issue: opens the draft, or moves there the one whose slot passed
 * unused, and fills it with what is published until an editor touches its list. Called at any time, by anybody and
 * by several at once, it opens one.
 */
export async function keepRhythm({ db, log }: Pick<Context, 'db' | 'log'>): Promise<void> {
  const rhythm = await findRhythm(db)
  if (!rhythm || rhythm.paused) return
  const { sendAt } = nextOpenSlot(rhythm, rhythm.now, rhythm.skipped)
  const state = await findRhythmState(db, sendAt)
  if (!state.isOpen || state.isOverdue) {
    const opened = await db.transaction().execute(openDraft)
    if (opened !== undefined) log.info({ issueNumber: opened }, 'draft opened')
  }
  if (state.gathering !== null) {
    const { gathering } = state
    await db.transaction().execute((tx) => gather(tx, gathering))
  }
}

/** @returns the new draft's number, if it took one. */
async function openDraft(tx: Db): Promise<number | undefined> {
  const rhythm = await lockRhythm(tx)
  if (!rhythm || rhythm.paused) return undefined
  const { sendAt } = nextOpenSlot(rhythm, rhythm.now, rhythm.skipped)
  await moveOverdue(tx, sendAt)
  if ((await findRhythmState(tx, sendAt)).isOpen) return undefined
  const words = { subject: PROPOSED_SUBJECT, intro: '' }
  const number = await insertIssue(tx, { ...words, plannedFor: sendAt, gathers: true })
  await gather(tx, number)
  await recordAct(tx, 'program', { kind: 'issue-created', subject: number, detail: sendAt.toISOString() })
  return number
}
