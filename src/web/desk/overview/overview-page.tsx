import type { ComponentProps } from 'react'
import type { Readiness } from '../../../actions/issue/find-readiness.ts'
import type { ThisWeek } from '../../../actions/issue/this-week.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import { type Issue, issueTitle } from '../../../domain/issue.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { issueTime } from '../issues/issue-time.ts'
import { ReadinessLine } from '../issues/readiness-line.tsx'
import { MissingReviews } from '../tools/missing-reviews.tsx'
import { type BouncedConfirmation, BouncedConfirmations } from './bounced-confirmations.tsx'
import { IssueEntry } from './issue-entry.tsx'
import { NextIssue } from './next-issue.tsx'

const REFRESH_SECONDS = 5

/** What is held or on its way, what comes next and what is to be done for it, and how the last one went. */
export function OverviewPage({
  site,
  editor,
  week: { open, next, alsoScheduled, otherDrafts, last, rhythm },
  readiness,
  bounced,
  missing,
}: {
  site: Site
  editor: Editor
  /** Of who has a seat on the panel: the tools that lack their review. */
  missing: ComponentProps<typeof MissingReviews>['page'] | undefined
  week: ThisWeek
  /** By number: of the next issue, of others that are scheduled, and of what is held before anything was prepared. */
  readiness: ReadonlyMap<number, Readiness>
  bounced: readonly BouncedConfirmation[]
}) {
  const moving = open.some(
    ({ status, account }) => status === 'preparing' || (status === 'sending' && account.toSend > 0),
  )
  const edits = includesRole(editor.role, 'editor')
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk"
      title="This week"
      refreshSeconds={moving ? REFRESH_SECONDS : undefined}
    >
      {moving ? <p className="lede">This page renews itself every {REFRESH_SECONDS} seconds.</p> : null}
      {missing ? <MissingReviews page={missing} /> : null}
      {open.map((issue) => (
        <IssueEntry key={issue.number} {...{ issue, edits }} readiness={readiness.get(issue.number)} />
      ))}
      <NextIssue
        {...{ next, last, rhythm, edits }}
        readiness={next && readiness.get(next.number)}
        owns={includesRole(editor.role, 'owner')}
      />
      <OtherIssues title="Also scheduled" issues={alsoScheduled} {...{ readiness, edits }} />
      <OtherIssues title="Other drafts" issues={otherDrafts} {...{ readiness, edits }} />
      {last ? (
        <>
          <h2>The last issue</h2>
          <IssueEntry issue={last} edits={edits} />
        </>
      ) : null}
      {edits ? <BouncedConfirmations bounced={bounced} /> : null}
    </DeskLayout>
  )
}

/** What is not the next issue; of what goes out by itself later on, what it still wants. */
function OtherIssues({
  title,
  issues,
  readiness,
  edits,
}: Pick<ComponentProps<typeof OverviewPage>, 'readiness'> & {
  title: string
  issues: readonly Issue[]
  edits: boolean
}) {
  if (issues.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul className="rows">
        {issues.map((issue) => (
          <li key={issue.number}>
            <div>
              {edits ? <a href={`/desk/issues/${issue.number}`}>{named(issue)}</a> : named(issue)}
              {edits && readiness.has(issue.number) ? (
                <ReadinessLine issue={issue} readiness={readiness.get(issue.number)!} />
              ) : null}
            </div>
            <p className="note">{issueTime(issue)}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

function named(issue: Issue): string {
  return `${issue.number}. ${issueTitle(issue)}`
}
