import { findProgress } from '../../../db/queries/progress.ts'
import type { Context } from '../../context.ts'
import type { Progress } from '../../domain/progress.ts'
import { approvalRule } from './approval-state.ts'

/** Where the send of an issue stands at this moment. */
export async function showProgress(
  { db, config }: Pick<Context, 'db' | 'config'>,
  number: number,
): Promise<Progress | undefined> {
  return findProgress(db, number, { mustBeApproved: (await approvalRule({ db, config })) !== 'nobody' })
}
