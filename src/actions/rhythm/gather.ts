import type { Db } from '../../../db/connect.ts'
import { findIssue, lockIssue } from '../../../db/queries/issue.ts'
import { appendComparisons, countComparisons, findUnsent } from '../../../db/queries/issue-filling.ts'
import { findGathering } from '../../../db/queries/issue-plan.ts'
import { findRhythm } from '../../../db/queries/rhythm.ts'
import { MOST_GATHERED } from '../../domain/issue.ts'

/** Adds what was published to the draft that fills by itself, where the rhythm has one. */
export async function gatherPublished(tx: Db): Promise<void> {
  const rhythm = await findRhythm(tx)
  const number = rhythm && !rhythm.paused ? await findGathering(tx) : undefined
  if (number) await gather(tx, number)
}

/** Adds what was published to a draft, if it still fills by itself. */
export async function gather(tx: Db, number: number): Promise<void> {
  await lockIssue(tx, number)
  const issue = await findIssue(tx, number)
  if (!issue?.gathers || issue.status !== 'draft') return
  const room = MOST_GATHERED - (await countComparisons(tx, number))
  if (room <= 0) return
  const ids = await findUnsent(tx, room)
  if (ids.length > 0) await appendComparisons(tx, number, ids)
}
