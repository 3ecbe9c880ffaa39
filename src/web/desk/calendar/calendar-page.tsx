import type { Calendar, CalendarWeek, PlannedSlot } from '../../../actions/rhythm/show-calendar.ts'
import type { Editor } from '../../../domain/editor.ts'
import { type Issue, issueTitle } from '../../../domain/issue.ts'
import { describeRhythm } from '../../../domain/rhythm.ts'
import { formatSendTime, repeatNote } from '../../../domain/send-time.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { IssueStatusBadge } from '../issues/issue-status.tsx'
import { issueTime } from '../issues/issue-time.ts'

/** What is planned, week by week. */
export function CalendarPage({
  site,
  editor,
  calendar: { rhythm, timeZone, weeks },
  trouble,
}: {
  site: Site
  editor: Editor
  calendar: Calendar
  trouble?: string | undefined
}) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/calendar"
      title="Calendar"
      actions={
        <a className="button quiet" href="/desk/rhythm">
          The weekly rhythm
        </a>
      }
    >
      {trouble === undefined ? null : (
        <div className="trouble" role="alert">
          <p>{trouble}</p>
        </div>
      )}
      <p className="lede">
        {rhythm === undefined
          ? 'No weekly rhythm is set yet: nothing opens by itself.'
          : `${describeRhythm(rhythm)}${rhythm.paused ? ', paused: nothing opens by itself' : ''}.`}{' '}
        Weeks are those of {timeZone}.
      </p>
      <ol className="weeks">
        {weeks.map((week) => (
          <WeekEntry key={week.monday} week={week} />
        ))}
      </ol>
    </DeskLayout>
  )
}

function WeekEntry({ week: { monday, isThis, slots, issues } }: { week: CalendarWeek }) {
  const taken = new Set(issues.map(({ plannedFor }) => plannedFor?.getTime()))
  const gone = new Set(
    issues.filter(({ sentAt }) => sentAt !== null).map(({ plannedFor }) => plannedFor?.getTime()),
  )
  // What nobody skipped and nothing went out at may be older than the rhythm.
  const shown = slots.filter(({ hasPassed, isSkipped }) => !hasPassed || isSkipped)
  return (
    <li className={isThis ? 'this-week' : undefined}>
      <div>
        <h2>Week of {DAY.format(new Date(monday))}</h2>
        {isThis ? <p className="note">This week</p> : null}
      </div>
      <div>
        {shown.map((slot) => (
          <SlotEntry key={slot.day} slot={slot} isTaken={taken.has(slot.sendAt.getTime())} />
        ))}
        {issues.map((issue) => (
          <IssueEntry key={issue.number} issue={issue} />
        ))}
        {shown
          .filter(({ sendAt }) => !gone.has(sendAt.getTime()))
          .map((slot) => (
            <SkipButton key={slot.day} slot={slot} />
          ))}
        {shown.length + issues.length === 0 ? <p className="note">No issue</p> : null}
      </div>
    </li>
  )
}

function SlotEntry({ slot, isTaken }: { slot: PlannedSlot; isTaken: boolean }) {
  const { note, isSkipped } = slot
  return (
    <>
      <p>
        {formatSendTime(slot)}
        {isSkipped ? <span className="tag">skipped</span> : null}
        {isTaken || isSkipped ? null : <span className="note"> — its draft opens by itself</span>}
      </p>
      {note === undefined ? null : <p className="clock-note">{note}</p>}
    </>
  )
}

function SkipButton({ slot: { day, sendAt, isSkipped, hasPassed } }: { slot: PlannedSlot }) {
  if (hasPassed) return null
  return (
    <form method="post" action={isSkipped ? '/desk/calendar/skips/removal' : '/desk/calendar/skips'}>
      <input type="hidden" name="slot" value={sendAt.toISOString()} />
      <button className="quiet" type="submit">
        {isSkipped ? 'Don’t skip' : 'Skip'}
        <span className="visually-hidden"> the week of {day}</span>
      </button>
    </form>
  )
}

function IssueEntry({ issue }: { issue: Issue }) {
  const { number, status, sendAt, sentAt, timeZone } = issue
  const isPlanned = sentAt === null && sendAt !== null && timeZone !== null
  const note = isPlanned ? repeatNote({ sendAt, timeZone }) : undefined
  return (
    <>
      <p>
        <a href={`/desk/issues/${number}`}>
          {number}. {issueTitle(issue)}
        </a>{' '}
        <IssueStatusBadge status={status} /> <span className="note">{issueTime(issue)}</span>
      </p>
      {note === undefined ? null : <p className="clock-note">{note}</p>}
    </>
  )
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
