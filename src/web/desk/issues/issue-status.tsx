import type { IssueStatus } from '../../../domain/issue.ts'

export function IssueStatusBadge({ status }: { status: IssueStatus }) {
  return <b className={`status ${status}`}>{status}</b>
}
