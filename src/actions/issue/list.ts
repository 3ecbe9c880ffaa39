import { listIssues as list } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'

/** Every issue, newest first. */
export function listIssues({ db }: Pick<Context, 'db'>): Promise<Issue[]> {
  return list(db)
}
