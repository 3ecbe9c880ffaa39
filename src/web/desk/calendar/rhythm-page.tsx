import type { TypedRhythm } from '../../../actions/rhythm/set.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import { describeRhythm, nextSlot, type Rhythm, type RhythmField, WEEKDAYS } from '../../../domain/rhythm.ts'
import { formatSendTime } from '../../../domain/send-time.ts'
import { Choice } from '../../parts/choice.tsx'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { SelectField, TextField } from '../fields.tsx'
import { Done } from '../notices.tsx'
import { TimeZones, ZONES_ID } from '../time-zones.tsx'

export interface RhythmPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly rhythm: (Rhythm & { readonly now: Date }) | undefined
  readonly isSaved?: boolean
  readonly refused?:
    | { readonly typed: TypedRhythm; readonly problems: Partial<Record<RhythmField, string>> }
    | undefined
}

const USUAL: TypedRhythm = { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false }

/** When the newsletter goes out, week after week. */
export function RhythmPage({ site, editor, rhythm, refused, isSaved }: RhythmPageProps) {
  const slot = rhythm && nextSlot(rhythm, rhythm.now)
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/calendar"
      title="The weekly rhythm"
      eyebrow={<a href="/desk/calendar">Calendar</a>}
    >
      {isSaved ? (
        <Done>
          <p>
            The rhythm is set. <a href="/desk/calendar">See the weeks to come</a>
          </p>
        </Done>
      ) : null}
      <p className="lede">
        {rhythm === undefined ? 'No rhythm is set yet.' : `${describeRhythm(rhythm)}.`}{' '}
        {rhythm?.paused ? 'It is paused: no draft opens by itself.' : null}
        {slot && !rhythm.paused ? `The next time is ${formatSendTime(slot)}.` : null}
      </p>
      {slot?.note === undefined ? null : <p className="clock-note">{slot.note}</p>}
      <p>
        As soon as the time of one issue has passed, the draft of the next opens by itself, with what was
        published since, and takes in what is published until somebody changes its list. Nothing goes out by
        itself: each issue is scheduled by an editor.
      </p>
      {includesRole(editor.role, 'owner') ? (
        <RhythmForm rhythm={rhythm} refused={refused} />
      ) : (
        <p className="note">Owners set it.</p>
      )}
    </DeskLayout>
  )
}

function RhythmForm({ rhythm, refused }: Pick<RhythmPageProps, 'rhythm' | 'refused'>) {
  const { weekday, time, timeZone, paused } = refused?.typed ?? rhythm ?? USUAL
  const problems = refused?.problems ?? {}
  return (
    <form className="panel-form narrow" method="post" action="/desk/rhythm" noValidate>
      <SelectField
        name="weekday"
        label="Every"
        value={String(weekday)}
        problem={problems.weekday}
        options={WEEKDAYS.map((label, index) => ({ value: String(index + 1), label }))}
      />
      <TextField
        name="time"
        label="At"
        hint="By the 24-hour clock, like 09:00."
        value={time}
        problem={problems.time}
      />
      <TextField
        name="timeZone"
        label="Time zone"
        hint="Like Europe/Berlin. Where its clocks change, the time stays the same on them."
        list={ZONES_ID}
        value={timeZone}
        problem={problems.timeZone}
      />
      <TimeZones />
      <Choice
        type="checkbox"
        name="paused"
        value="yes"
        checked={paused}
        hint="Nothing opens by itself until this is unticked. What is scheduled goes out."
      >
        Paused
      </Choice>
      <button type="submit">Set the rhythm</button>
    </form>
  )
}
