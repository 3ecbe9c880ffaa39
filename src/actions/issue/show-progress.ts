import { findProgress } from '../../../db/queries/progress.ts'
import type { Context } from '../../context.ts'
import type { Progress } from '../../domain/progress.ts'

/** Where the send of an issue stands at this moment. */
export function showProgress({ db }: Pick<Context, 'db'>, number: number): Promise<Progress | undefined> {
  return findProgress(db, number)
}
