import type { IssueDetails } from '../../../actions/issue/show.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { AccountTable } from '../overview/account-table.tsx'
import { IssueLayout } from './issue-layout.tsx'
import { issueTime } from './issue-time.ts'

/** One issue, and where it stands. */
export function IssuePage({ site, editor, issue }: { site: Site; editor: Editor; issue: IssueDetails }) {
  return (
    <IssueLayout {...{ site, editor, issue }} tab="">
      <p className="note">{issueTime(issue)}</p>
      {issue.account.audience === 0 ? null : (
        <AccountTable issueNumber={issue.number} account={issue.account} />
      )}
    </IssueLayout>
  )
}
