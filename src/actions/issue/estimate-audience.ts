import { countAudience } from '../../../db/queries/audience.ts'
import type { Context } from '../../context.ts'
import { MAILS_IN_A_REQUEST } from '../../domain/sending-rules.ts'
import type { ComposedIssueNow } from './compose-whole-issue.ts'
import { type ExclusionCount, exclusionsOf } from './exclusions-of.ts'

/** What sending an issue would come to, as of now; who it is sent to is settled when it is prepared. */
export interface AudienceEstimate {
  readonly audience: number
  readonly excluded: readonly ExclusionCount[]
  readonly mails: number
  /** At the rate that is set, when Resend allows no less. */
  readonly seconds: number
}

/** Counts the audience of an issue as it would be frozen now, and estimates how long its send takes. */
export async function estimateAudience(
  { db, config, readerCounts }: Pick<Context, 'db' | 'config' | 'readerCounts'>,
  { choices, month }: ComposedIssueNow,
): Promise<AudienceEstimate> {
  const portions = await countAudience(db, { choices, ...month }, await readerCounts.of(db))
  const sum = (some: typeof portions) => some.reduce((total, { readers }) => total + readers, 0)
  const mails = sum(portions.filter(({ exclusion }) => exclusion === null))
  return {
    audience: sum(portions),
    excluded: exclusionsOf(portions),
    mails,
    seconds: mails / MAILS_IN_A_REQUEST / config.requestsPerSecond,
  }
}
