import type { ComponentProps } from 'react'
import type { Account } from '../../../domain/account.ts'
import type { Editor } from '../../../domain/editor.ts'
import { type Issue, type IssueStatus, isOut } from '../../../domain/issue.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { IssueStatusBadge } from '../issues/issue-status.tsx'
import { issueTime } from '../issues/issue-time.ts'
import { MissingReviews } from '../tools/missing-reviews.tsx'
import { AccountTable } from './account-table.tsx'
import { type BouncedConfirmation, BouncedConfirmations } from './bounced-confirmations.tsx'
import { CommandList } from './command-list.tsx'

export type DeskIssue = Issue & { readonly account: Account }

const REFRESH_SECONDS = 5

/** Every issue, where it stands, and the commands that move it: to be read, not pressed. */
export function OverviewPage({
  site,
  editor,
  issues,
  bounced,
  missing,
}: {
  site: Site
  editor: Editor
  issues: readonly DeskIssue[]
  /** Of who has a seat on the panel: the tools that lack their review. */
  missing: ComponentProps<typeof MissingReviews>['page'] | undefined
  bounced: readonly BouncedConfirmation[]
}) {
  const moving = issues.some(
    ({ status, account }) => status === 'preparing' || (status === 'sending' && account.toSend > 0),
  )
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk"
      title="This week"
      refreshSeconds={moving ? REFRESH_SECONDS : undefined}
    >
      <p className="lede">
        Where every issue stands, to the last subscriber.
        {moving ? ` This page renews itself every ${REFRESH_SECONDS} seconds.` : null}
      </p>
      <div className="desk">
        <div>
          {missing ? <MissingReviews page={missing} /> : null}
          {issues.length === 0 ? (
            <p className="empty">There is no issue yet. The commands beside make one.</p>
          ) : null}
          {issues.map((issue) => (
            <IssueEntry key={issue.number} issue={issue} />
          ))}
          <BouncedConfirmations bounced={bounced} />
        </div>
        <CommandList />
      </div>
    </DeskLayout>
  )
}

function IssueEntry({ issue }: { issue: DeskIssue }) {
  const { number, status, subject, account } = issue
  return (
    <article className="entry">
      <header>
        <p className="eyebrow">
          <a href={`/desk/issues/${number}`}>Issue {number}</a> <IssueStatusBadge status={status} />
        </p>
        <h2>{subject}</h2>
        <p className="note">{issueTime(issue)}</p>
      </header>
      {issue.heldBecause === null ? null : <Held number={number} because={issue.heldBecause} />}
      {account.audience === 0 ? (
        <p className="note">{NO_ACCOUNT[status] ?? 'Nobody was subscribed when the audience was counted.'}</p>
      ) : (
        <AccountTable issueNumber={number} account={account} />
      )}
      {isOut(issue, account) ? (
        <p className="more">
          <a href={`/issues/${number}`}>As mailed</a>
        </p>
      ) : null}
    </article>
  )
}

const NO_ACCOUNT: Partial<Record<IssueStatus, string>> = {
  draft: 'The audience is counted shortly before the issue is sent.',
  scheduled: 'The audience is counted shortly before the issue is sent.',
  held: 'Nothing was sent.',
  cancelled: 'Nothing was sent.',
}

function Held({ number, because }: { number: number; because: string }) {
  return (
    <div className="trouble">
      <p>
        <strong>Held:</strong> {because}
      </p>
      <p>
        Once that is seen to, the issue goes on with <code>npx verdicts issue resume {number}</code>
      </p>
    </div>
  )
}
