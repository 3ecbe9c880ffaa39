import { findIssue } from '../../../db/queries/issue.ts'
import { findProgress } from '../../../db/queries/progress.ts'
import type { Context } from '../../context.ts'
import { leavesSoon, type Progress } from '../../domain/progress.ts'
import { approvalRule } from './approval-state.ts'
import { findReadiness, wantsOf } from './find-readiness.ts'

/** Where the send of an issue stands at this moment. */
export async function showProgress(
  { db, config, countedBatches }: Pick<Context, 'db' | 'config' | 'countedBatches'>,
  number: number,
): Promise<Progress | undefined> {
  const mustBeApproved = (await approvalRule({ db, config })) !== 'nobody'
  const standing = await findProgress(db, number, { mustBeApproved, counted: countedBatches })
  if (!standing) return undefined
  const isSoon = standing.status === 'scheduled' && leavesSoon(standing)
  return { ...standing, goesOut: isSoon && (await isReady({ db, config }, number)) }
}

async function isReady({ db, config }: Pick<Context, 'db' | 'config'>, number: number): Promise<boolean> {
  const issue = await findIssue(db, number)
  const readiness = issue && (await findReadiness({ db, config }, [issue])).get(number)
  return readiness !== undefined && wantsOf(readiness) === undefined
}
