import type { Readiness } from '../../../actions/issue/find-readiness.ts'
import type { Calendar, CalendarWeek, PlannedSlot } from '../../../actions/rhythm/show-calendar.ts'
import { dayInWords } from '../../../domain/day-in-words.ts'
import type { Editor } from '../../../domain/editor.ts'
import { type Issue, type IssueStatus, issueTitle } from '../../../domain/issue.ts'
import { describeRhythm } from '../../../domain/rhythm.ts'
import { formatSendTime, repeatNote } from '../../../domain/send-time.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { IssueStatusBadge } from '../issues/issue-status.tsx'
import { issueTime } from '../issues/issue-time.ts'
import { ReadinessLine } from '../issues/readiness-line.tsx'
import { Done, Trouble } from '../notices.tsx'

/** What is planned, week by week. */
export function CalendarPage({
  site,
  editor,
  calendar: { rhythm, timeZone, weeks },
  readiness,
  trouble,
  pressed,
}: {
  site: Site
  editor: Editor
  calendar: Calendar
  /** By the issues' numbers, of those that are scheduled. */
  readiness: ReadonlyMap<number, Readiness>
  trouble?: string | undefined
  /** The moment of the week that somebody just skipped, or does not skip any more. */
  pressed?: string | undefined
}) {
  const changed = weeks.flatMap(({ slots }) => slots).find(({ sendAt }) => sendAt.toISOString() === pressed)
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
      <Trouble>{trouble}</Trouble>
      {changed ? <ChangedNotice slot={changed} /> : null}
      <p className="lede">
        {rhythm === undefined
          ? 'No weekly rhythm is set yet: nothing opens by itself.'
          : `${describeRhythm(rhythm)}${rhythm.paused ? ', paused: nothing opens by itself' : ''}.`}{' '}
        Weeks are those of {timeZone}.
      </p>
      <ol className="weeks">
        {weeks.map((week) => (
          <WeekEntry key={week.monday} week={week} readiness={readiness} />
        ))}
      </ol>
    </DeskLayout>
  )
}

function ChangedNotice({ slot }: { slot: PlannedSlot }) {
  const { isSkipped, issue } = slot
  const has = issue ? `: it has issue ${issue.number}` : ''
  return (
    <Done>
      {isSkipped
        ? `Skipped: there is no issue on ${formatSendTime(slot)}.`
        : `Not skipped any more: ${formatSendTime(slot)}${has}.`}
    </Done>
  )
}

function WeekEntry({
  week: { monday, isThis, slots, issues },
  readiness,
}: {
  week: CalendarWeek
  readiness: ReadonlyMap<number, Readiness>
}) {
  // What nobody skipped and nothing went out at may be older than the rhythm.
  const shown = slots.filter(({ hasPassed, isSkipped }) => !hasPassed || isSkipped)
  return (
    <li className={isThis ? 'this-week' : undefined}>
      <div>
        <h2>Week of {dayInWords(monday)}</h2>
        {isThis ? <p className="note">This week</p> : null}
      </div>
      <div>
        {shown.map((slot) => (
          <SlotEntry key={slot.day} slot={slot} />
        ))}
        {issues.map((issue) => (
          <IssueEntry key={issue.number} issue={issue} readiness={readiness.get(issue.number)} />
        ))}
        {shown.map((slot) => (
          <SkipButton key={slot.day} slot={slot} />
        ))}
        {shown.length + issues.length === 0 ? <p className="note">No issue</p> : null}
      </div>
    </li>
  )
}

function SlotEntry({ slot }: { slot: PlannedSlot }) {
  const { note, isSkipped, issue } = slot
  return (
    <>
      <p>
        {formatSendTime(slot)}
        {isSkipped ? <span className="tag">skipped</span> : null}
        {issue || isSkipped ? null : <span className="note"> — its draft opens by itself</span>}
      </p>
      {note === undefined ? null : <p className="clock-note">{note}</p>}
    </>
  )
}

function SkipButton({ slot: { day, sendAt, isSkipped, hasPassed, issue } }: { slot: PlannedSlot }) {
  if (hasPassed) return null
  if (issue && !isSkipped && issue.status !== 'draft') return <NotToSkip issue={issue} />
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

/** Why a week can't be skipped, with the way to what stands against it; nothing for one whose mails are leaving. */
function NotToSkip({ issue: { number, status } }: { issue: Issue }) {
  if (!CAN_GO_BACK.includes(status)) return null
  return (
    <p className="note">
      It can’t be skipped, as its issue is {status}.{' '}
      <a href={`/desk/issues/${number}/schedule`}>
        Take it back to draft<span className="visually-hidden">: issue {number}</span>
      </a>{' '}
      first.
    </p>
  )
}

/** In these, an issue is a draft again by a press. */
export const CAN_GO_BACK: readonly IssueStatus[] = ['scheduled', 'preparing', 'held']

function IssueEntry({ issue, readiness }: { issue: Issue; readiness: Readiness | undefined }) {
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
      {readiness ? <ReadinessLine issue={issue} readiness={readiness} /> : null}
      {note === undefined ? null : <p className="clock-note">{note}</p>}
    </>
  )
}
