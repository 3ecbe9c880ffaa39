import type { Readiness } from '../../../../actions/issue/find-readiness.ts'
import type { JudgedLine } from '../../../../actions/issue/preflight.ts'
import type { SchedulePlan } from '../../../../actions/issue/show-schedule.ts'
import type { Editor } from '../../../../domain/editor.ts'
import { isOpen } from '../../../../domain/issue.ts'
import type { Site } from '../../../site.ts'
import { TextField } from '../../fields.tsx'
import { Done, Trouble } from '../../notices.tsx'
import { TimeZones, ZONES_ID } from '../../time-zones.tsx'
import { AmberTick } from '../amber-tick.tsx'
import { IssueLayout } from '../issue-layout.tsx'
import { IssueWhen } from '../issue-when.tsx'
import { ReadinessLine } from '../readiness-line.tsx'

type ScheduleField = 'day' | 'time' | 'timeZone' | 'despite'

export interface SchedulePageProps {
  readonly site: Site
  readonly editor: Editor
  /** What is proposed, or what was typed. */
  readonly plan: SchedulePlan
  /** Of an issue that is still to come. */
  readonly readiness: Readiness | undefined
  /** What was just made of it. */
  readonly done?: 'scheduled' | 'draft' | undefined
  readonly problems?: Partial<Record<ScheduleField, string>>
  /** What keeps the issue itself from being scheduled. */
  readonly trouble?: string | undefined
  /** What of its preflight does. */
  readonly red?: readonly JudgedLine[] | undefined
  /** What of it is amber at the time asked for, where that is another than the issue's. */
  readonly amber?: readonly JudgedLine[] | undefined
}

/** When an issue goes out. */
export function SchedulePage({
  site,
  editor,
  plan,
  readiness,
  done,
  problems = {},
  trouble,
  red,
  amber = readiness?.amber ?? [],
}: SchedulePageProps) {
  const { issue } = plan
  const { number, status } = issue
  return (
    <IssueLayout {...{ site, editor, issue }} tab="/schedule">
      {done !== undefined && done === status ? (
        <Done>{done === 'draft' ? 'It is a draft again.' : 'It is scheduled.'}</Done>
      ) : null}
      <IssueWhen issue={issue} />
      {readiness ? <ReadinessLine issue={issue} readiness={readiness} /> : null}
      <Trouble>{trouble}</Trouble>
      {red ? <RedPreflight number={number} lines={red} /> : null}
      {isOpen(issue) ? (
        <form
          className="panel-form narrow"
          method="post"
          action={`/desk/issues/${number}/schedule`}
          noValidate
        >
          <TextField name="day" label="Day" type="date" value={plan.day} problem={problems.day} />
          <TextField
            name="time"
            label="Time"
            hint={
              <>
                By the 24-hour clock, like 09:00.
                {plan.note === undefined ? null : <strong> {plan.note}</strong>}
              </>
            }
            value={plan.time}
            problem={problems.time}
          />
          <TextField
            name="timeZone"
            label="Time zone"
            hint="Like Europe/Berlin. The day and the time are those of this zone."
            list={ZONES_ID}
            value={plan.timeZone}
            problem={problems.timeZone}
          />
          <TimeZones />
          <AmberTick number={number} lines={amber} problem={problems.despite} />
          <button type="submit">
            {status === 'scheduled' ? 'Schedule for this time instead' : 'Schedule'}
          </button>
        </form>
      ) : (
        <p className="lede">It is {status}: its time can’t be changed any more.</p>
      )}
      {status === 'scheduled' || status === 'preparing' || status === 'held' ? (
        <form className="panel-form narrow" method="post" action={`/desk/issues/${number}/schedule/removal`}>
          <p className="hint">
            Taken back, it is a draft again and goes out at no time. What is written in it stays.
          </p>
          <button className="quiet" type="submit">
            Take it back to draft
          </button>
        </form>
      ) : null}
    </IssueLayout>
  )
}

function RedPreflight({ number, lines }: { number: number; lines: readonly JudgedLine[] }) {
  return (
    <Trouble>
      <p>Not scheduled: its preflight is red.</p>
      <ul>
        {lines.map(({ check, where, what }) => (
          <li key={`${check} ${where}`}>
            {where}: {what}
          </li>
        ))}
      </ul>
      <p>
        <a href={`/desk/issues/${number}/preflight`}>See how to mend it</a>
      </p>
    </Trouble>
  )
}
