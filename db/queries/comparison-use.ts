import type { IssueStatus } from '../../src/domain/issue.ts'
import type { Db } from '../connect.ts'

export interface IssueWithComparison {
  readonly number: number
  readonly subject: string
  readonly status: IssueStatus
}

/**
 * The issues that have a comparison and are not over. Those that are not frozen yet are held where it is withdrawn;
 * the others go out with it.
 */
export async function findOpenIssuesWith(db: Db, comparison: string): Promise<IssueWithComparison[]> {
  return db
    .selectFrom('issueComparison')
    .innerJoin('comparison', 'comparison.id', 'issueComparison.comparisonId')
    .innerJoin('issue', 'issue.number', 'issueComparison.issueNumber')
    .select(['issue.number', 'issue.subject', 'issue.status'])
    .where('comparison.slug', '=', comparison)
    .where('issue.status', 'in', ['draft', 'scheduled', 'held', 'preparing', 'sending', 'paused'])
    .orderBy('issue.number')
    .execute()
}
