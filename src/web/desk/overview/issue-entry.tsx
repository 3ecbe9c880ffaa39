import type { Readiness } from '../../../actions/issue/find-readiness.ts'
import type { IssueReport } from '../../../actions/issue/show.ts'
import { type IssueStatus, isOut, issueTitle } from '../../../domain/issue.ts'
import { IssueStatusBadge } from '../issues/issue-status.tsx'
import { issueTime } from '../issues/issue-time.ts'
import { ReadinessLine } from '../issues/readiness-line.tsx'
import { Told } from '../moment.tsx'
import { AccountTable } from './account-table.tsx'

/** An issue with its account. */
export function IssueEntry({
  issue,
  edits,
  readiness,
}: {
  issue: IssueReport
  edits: boolean
  /** Of a held one that nothing was prepared of. */
  readiness?: Readiness | undefined
}) {
  const { number, status, account, heldBecause } = issue
  return (
    <article className="entry">
      <header>
        <p className="eyebrow">
          {edits ? <a href={`/desk/issues/${number}`}>Issue {number}</a> : `Issue ${number}`}{' '}
          <IssueStatusBadge status={status} />
        </p>
        <h3>{issueTitle(issue)}</h3>
        <p className="note">{issueTime(issue)}</p>
      </header>
      {heldBecause === null ? null : <Held because={heldBecause} {...{ number, edits, readiness }} />}
      {account.audience === 0 ? (
        <p className="note">{NO_ACCOUNT[status] ?? 'Nobody was subscribed when the audience was counted.'}</p>
      ) : (
        <AccountTable issueNumber={number} account={account} />
      )}
      {edits || isOut(issue, account) ? (
        <p className="more">
          {edits ? <EditorsLink {...{ number, status }} /> : null}
          {isOut(issue, account) ? <a href={`/issues/${number}`}>As mailed</a> : null}
        </p>
      ) : null}
    </article>
  )
}

const NO_ACCOUNT: Partial<Record<IssueStatus, string>> = {
  held: 'Nothing was sent.',
}

function EditorsLink({ number, status }: { number: number; status: IssueStatus }) {
  const path = `/desk/issues/${number}`
  if (status === 'sent' || status === 'cancelled') return <a href={`${path}/account`}>What became of it</a>
  return <a href={`${path}/sending`}>{status === 'held' ? 'Decide' : 'Watch it, or stop it'}</a>
}

function Held({
  number,
  because,
  edits,
  readiness,
}: {
  number: number
  because: string
  edits: boolean
  readiness: Readiness | undefined
}) {
  return (
    <div className="trouble">
      <p>
        <strong>Why it was held:</strong> <Told text={because} />
      </p>
      {edits && readiness ? <ReadinessLine issue={{ number, status: 'held' }} readiness={readiness} /> : null}
      {edits ? (
        <p>
          Once that is seen to,{' '}
          <a href={`/desk/issues/${number}/sending`}>
            {readiness ? `send issue ${number}, or take it back` : `let issue ${number} go on`}
          </a>
          .
        </p>
      ) : null}
    </div>
  )
}
