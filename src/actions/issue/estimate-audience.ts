import { countAudience } from '../../../db/queries/audience-estimate.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
import { listSelections } from '../../../db/queries/selection.ts'
import type { Context } from '../../context.ts'
import { isIn } from '../../domain/edition-plan.ts'
import type { Issue } from '../../domain/issue.ts'
import { MAILS_IN_A_REQUEST } from '../../domain/sending-rules.ts'

/** What sending an issue would come to, as of now; who it is sent to is settled when it is prepared. */
export interface AudienceEstimate {
  readonly audience: number
  readonly excluded: {
    readonly suppressed: number
    readonly paused: number
    readonly 'nothing-left': number
  }
  /** Those who get one mail a month: this one, if it is the month's first. */
  readonly monthly: number
  readonly mails: number
  /** At the rate that is set, when Resend allows no less. */
  readonly seconds: number
}

/** Estimates the audience of an issue and how long its send takes. */
export async function estimateAudience(
  { db, config }: Pick<Context, 'db' | 'config'>,
  issue: Pick<Issue, 'comparisons'>,
): Promise<AudienceEstimate> {
  const [counts, selections, comparisons] = await Promise.all([
    countAudience(db),
    listSelections(db),
    findComparisons(db, issue.comparisons),
  ])
  const total = { suppressed: 0, paused: 0, 'nothing-left': 0, monthly: 0, weekly: 0 }
  for (const { selectionId, suppressed, paused, others } of counts) {
    const selection = selections.find(({ id }) => id === selectionId)!
    total.suppressed += suppressed
    total.paused += paused
    if (selection.frequency === 'monthly') total.monthly += others
    else if (comparisons.some((one) => isIn(one, selection.categories))) total.weekly += others
    else total['nothing-left'] += others
  }
  const { monthly, weekly, ...excluded } = total
  const mails = monthly + weekly
  return {
    audience: excluded.suppressed + excluded.paused + excluded['nothing-left'] + mails,
    excluded,
    monthly,
    mails,
    seconds: mails / MAILS_IN_A_REQUEST / config.requestsPerSecond,
  }
}
