import type { Readiness } from '../../../actions/issue/find-readiness.ts'
import type { ThisWeek } from '../../../actions/issue/this-week.ts'
import { type Issue, issueTitle } from '../../../domain/issue.ts'
import { formatSendTime } from '../../../domain/send-time.ts'
import { BeginForm } from '../issues/begin-form.tsx'
import { IssueStatusBadge } from '../issues/issue-status.tsx'
import { IssueWhen } from '../issues/issue-when.tsx'
import { ReadinessLine, wantsOf } from '../issues/readiness-line.tsx'

/** The next issue, where it stands, and what is to be done. */
export function NextIssue({
  next,
  rhythm,
  readiness,
  edits,
  owns,
}: Pick<ThisWeek, 'next' | 'rhythm'> & {
  /** Of an issue that is scheduled. */
  readonly readiness: Readiness | undefined
  readonly edits: boolean
  readonly owns: boolean
}) {
  return (
    <>
      <h2>The next issue</h2>
      {rhythm === undefined ? (
        <p className="note">
          No weekly rhythm is set, so no draft opens by itself.
          {owns ? (
            <>
              {' '}
              <a href="/desk/rhythm">Set the rhythm</a>
            </>
          ) : null}
        </p>
      ) : (
        <p className="note">
          {rhythm.words}. The next time is {formatSendTime(rhythm.slot)}.
          {rhythm.slot.note === undefined ? null : ` ${rhythm.slot.note}`}
        </p>
      )}
      {next ? (
        <article className="entry">
          <header>
            <p className="eyebrow">
              Issue {next.number} <IssueStatusBadge status={next.status} />
            </p>
            <h3>{issueTitle(next)}</h3>
            <IssueWhen issue={next} />
          </header>
          {edits ? <NextStep issue={next} readiness={readiness} /> : null}
        </article>
      ) : (
        <Nothing edits={edits} opensByItself={rhythm !== undefined} />
      )}
    </>
  )
}

function Nothing({ edits, opensByItself }: { edits: boolean; opensByItself: boolean }) {
  return (
    <>
      <p className="empty">
        {opensByItself
          ? 'There is no draft. The next one opens by itself once that time has passed, or begin one now.'
          : 'There is no draft.'}
      </p>
      {edits ? <BeginForm button="Begin an issue" /> : null}
    </>
  )
}

function NextStep({ issue, readiness }: { issue: Issue; readiness: Readiness | undefined }) {
  const { number, status, comparisons, plannedFor } = issue
  const path = `/desk/issues/${number}`
  if (status === 'scheduled') {
    return (
      <>
        <p>
          {readiness && wantsOf(readiness) ? null : 'It goes out by itself at that time. '}
          Until then it can be changed: that takes it back to draft.
        </p>
        {readiness ? <ReadinessLine issue={issue} readiness={readiness} /> : null}
        <div className="actions">
          <a className="button quiet" href={path}>
            Look at it
          </a>
          <a className="button quiet" href={`${path}/schedule`}>
            Change its time
          </a>
        </div>
      </>
    )
  }
  const isEmpty = comparisons.length === 0
  return (
    <>
      <p>
        {isEmpty
          ? 'Nothing was published since the last issue. Publish a comparison, add an older one, or skip the week.'
          : `${comparisons.length === 1 ? 'One comparison is' : `${comparisons.length} comparisons are`} in it. Put it in order, write the introduction, and schedule it.`}
      </p>
      <div className="actions">
        <a className="button" href={path}>
          Compose
        </a>
        {isEmpty ? null : (
          <a className="button quiet" href={`${path}/schedule`}>
            Schedule
          </a>
        )}
        {plannedFor === null ? null : (
          <form method="post" action="/desk/calendar/skips">
            <input type="hidden" name="slot" value={plannedFor.toISOString()} />
            <button className="quiet" type="submit">
              Skip this week
            </button>
          </form>
        )}
      </div>
    </>
  )
}
