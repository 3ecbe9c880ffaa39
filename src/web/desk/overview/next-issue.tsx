import type { ComponentProps } from 'react'
import { type Readiness, wantsOf } from '../../../actions/issue/find-readiness.ts'
import type { ThisWeek } from '../../../actions/issue/this-week.ts'
import { inAList } from '../../../domain/in-a-list.ts'
import { type Issue, issueTitle } from '../../../domain/issue.ts'
import { formatSendTime } from '../../../domain/send-time.ts'
import { BeginForm } from '../issues/begin-form.tsx'
import { IssueStatusBadge } from '../issues/issue-status.tsx'
import { IssueWhen } from '../issues/issue-when.tsx'
import { ReadinessLine } from '../issues/readiness-line.tsx'

/** The next issue, where it stands, and what is to be done. */
export function NextIssue({
  next,
  last,
  rhythm,
  readiness,
  edits,
  owns,
}: Pick<ThisWeek, 'next' | 'last' | 'rhythm'> & {
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
          {last?.plannedFor?.getTime() === rhythm.slot.sendAt.getTime()
            ? ` Its issue, ${last.number}, went out early.`
            : null}
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
        There is no draft.{opensByItself ? ' The next one opens by itself once that time has passed' : null}
        {opensByItself ? (edits ? ', or begin one now.' : '.') : null}
      </p>
      {edits ? <BeginForm button="Begin an issue" /> : null}
    </>
  )
}

function NextStep(props: { issue: Issue; readiness: Readiness | undefined }) {
  return props.issue.status === 'scheduled' ? <UntilItGoes {...props} /> : <UntilScheduled {...props} />
}

function UntilItGoes({ issue, readiness }: ComponentProps<typeof NextStep>) {
  const path = `/desk/issues/${issue.number}`
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

function UntilScheduled({ issue, readiness }: ComponentProps<typeof NextStep>) {
  const { number, comparisons, plannedFor } = issue
  const path = `/desk/issues/${number}`
  return (
    <>
      <p>{comparisons.length === 0 ? whyEmpty(issue) : whatIsMissing(issue, readiness)}</p>
      {readiness ? <ReadinessLine issue={issue} readiness={readiness} /> : null}
      <div className="actions">
        <a className="button" href={path}>
          Compose
        </a>
        {comparisons.length === 0 ? null : (
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

function whyEmpty({ gathers, plannedFor }: Issue): string {
  const or = plannedFor === null ? '' : ', or skip the week'
  return gathers
    ? `Nothing was published since the last issue that is in no other one. Publish a comparison, or add an older one${or}.`
    : `There is no comparison in it. Add one${or}.`
}

function whatIsMissing({ comparisons, gathers, intro }: Issue, readiness: Readiness | undefined): string {
  const has = comparisons.length === 1 ? 'One comparison is' : `${comparisons.length} comparisons are`
  const red = readiness?.red ?? 0
  const missing = [
    ...(gathers && comparisons.length > 1 ? ['put them in order'] : []),
    ...(intro === '' ? ['write the introduction'] : []),
    ...(red > 0 ? [`mend what is red in the preflight (${red === 1 ? 'one line' : `${red} lines`})`] : []),
    ...(readiness?.approval === 'not approved' ? ['have it approved'] : []),
  ]
  if (missing.length === 0) return `${has} in it, and nothing is missing. Schedule it.`
  return `${has} in it. To be done: ${inAList([...missing, 'schedule it'])}.`
}
