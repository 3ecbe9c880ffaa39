import type { IssueStatus } from '../../src/domain/issue.ts'
import type { Db } from '../connect.ts'

export interface IssueWithComparison {
  readonly number: number
  readonly subject: string
  readonly status: IssueStatus
}

/** The issues that are not frozen yet and hold a comparison: withdrawn, it is missing in them. */
export async function findOpenIssuesWith(db: Db, comparison: string): Promise<IssueWithComparison[]> {
  return db
    .selectFrom('issueComparison')
    .innerJoin('comparison', 'comparison.id', 'issueComparison.comparisonId')
    .innerJoin('issue', 'issue.number', 'issueComparison.issueNumber')
    .select(['issue.number', 'issue.subject', 'issue.status'])
    .where('comparison.slug', '=', comparison)
    .where('issue.status', 'in', ['draft', 'scheduled', 'held'])
    .orderBy('issue.number')
    .execute()
}
