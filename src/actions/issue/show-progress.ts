import { findProgress } from '../../../db/queries/progress.ts'
import type { Context } from '../../context.ts'
import type { Progress } from '../../domain/progress.ts'
import { approvalRule } from './approval-state.ts'

/** Where the send of an issue stands at this moment. */
export async function showProgress(
  { db, config, countedBatches }: Pick<Context, 'db' | 'config' | 'countedBatches'>,
  number: number,
): Promise<Progress | undefined> {
  const mustBeApproved = (await approvalRule({ db, config })) !== 'nobody'
  return findProgress(db, number, { mustBeApproved, counted: countedBatches })
}
