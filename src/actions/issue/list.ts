import { pageIssues } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'

const ON_A_PAGE = 25

/** A page of issues, newest first. */
export interface IssuesPage {
  readonly issues: readonly Issue[]
  /** The number before which the next page begins, where there is one. */
  readonly next: number | undefined
}

/** @param find words of a subject, or a number; nothing for all issues. */
export async function listIssues(
  { db }: Pick<Context, 'db'>,
  { find = '', before }: { readonly find?: string; readonly before?: number | undefined } = {},
): Promise<IssuesPage> {
  const found = await pageIssues(db, { find, before, most: ON_A_PAGE + 1 })
  const issues = found.slice(0, ON_A_PAGE)
  return { issues, next: found.length > ON_A_PAGE ? issues.at(-1)!.number : undefined }
}
