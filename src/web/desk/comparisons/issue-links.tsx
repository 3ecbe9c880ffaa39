import type { OpenComparison } from '../../../actions/comparison/open.ts'
import { type IssueStatus, issueTitle } from '../../../domain/issue.ts'

type Issues = OpenComparison['issues']

/** Issues whose readers get what is fixed already. */
const FROZEN: readonly IssueStatus[] = ['preparing', 'sending', 'paused']

/** Those that what is done now still changes, and those that it no longer does. */
export function byFrozen(issues: Issues): { readonly open: Issues; readonly frozen: Issues } {
  return {
    open: issues.filter(({ status }) => !FROZEN.includes(status)),
    frozen: issues.filter(({ status }) => FROZEN.includes(status)),
  }
}

/** The issues by number, each with a link for who may follow it. */
export function IssueLinks({ issues, areLinks = true }: { issues: Issues; areLinks?: boolean }) {
  return (
    <ul>
      {issues.map((issue) => {
        const { number, status } = issue
        const name = `Issue ${number}, ${issueTitle(issue)}`
        const path = `/desk/issues/${number}${FROZEN.includes(status) ? '/sending' : ''}`
        return (
          <li key={number}>
            {areLinks ? <a href={path}>{name}</a> : name} ({status})
          </li>
        )
      })}
    </ul>
  )
}

/** What goes out as it is, whatever is done now. */
export function FrozenIssues({ issues, areLinks }: { issues: Issues; areLinks?: boolean }) {
  if (issues.length === 0) return null
  return (
    <>
      <p>
        <strong>Going out with it, whatever is done here:</strong> what their readers get is fixed. To keep it
        from who has not got it yet, take the issue back or pause it, under Sending.
      </p>
      <IssueLinks {...{ issues, areLinks }} />
    </>
  )
}
