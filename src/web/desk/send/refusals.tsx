import type { ReactNode } from 'react'
import type { ResolveOutcome } from '../../../actions/batch/resolve.ts'
import type { CancellationOutcome } from '../../../actions/issue/cancel.ts'
import type { PauseOutcome } from '../../../actions/issue/pause.ts'
import type { ResumeOutcome } from '../../../actions/issue/resume.ts'
import type { ScheduleOutcome } from '../../../actions/issue/schedule.ts'
import type { UnscheduleOutcome } from '../../../actions/issue/unschedule.ts'
import type { IssueStatus } from '../../../domain/issue.ts'
import { formatSendTime } from '../../../domain/send-time.ts'

type Refused = Exclude<
  ScheduleOutcome | UnscheduleOutcome | PauseOutcome | ResumeOutcome | CancellationOutcome,
  { outcome: 'scheduled' | 'unscheduled' | 'paused' | 'resumed' | 'cancelled' }
>

/** Why a step was not taken, for who pressed its button on a page that may be old by now; nothing for no issue. */
export function refusalOfStep(refused: Refused, number: number): { readonly trouble: ReactNode } | undefined {
  switch (refused.outcome) {
    case 'not-found':
      return undefined
    case 'refused':
      return {
        trouble:
          refused.because === 'unapproved' ? (
            <>
              {refused.problem} <a href={`/desk/issues/${number}/approval`}>Look at it and approve it</a>
            </>
          ) : (
            refused.problem
          ),
      }
    case 'preflight':
      return {
        trouble: (
          <>
            Nothing was sent, as its preflight is red:{' '}
            {refused.lines.map(({ where, what }) => `${where}: ${what}`).join(' ')}{' '}
            <a href={`/desk/issues/${number}/preflight`}>See how to mend it</a>
          </>
        ),
      }
    case 'on-its-way':
      return { trouble: `${IT_IS[refused.status]} It can’t be sent anew.` }
    case 'not-scheduled':
      return { trouble: `${IT_IS[refused.status]} It is too late to undo that.` }
    case 'not-being-sent':
      return { trouble: `${IT_IS[refused.status]} There was nothing to pause.` }
    case 'not-stopped':
      return { trouble: `${IT_IS[refused.status]} There was nothing to let go on.` }
    case 'not-prepared':
      return { trouble: `${IT_IS[refused.status]} Nothing of it was sent, so there was nothing to cancel.` }
    case 'over':
      return { trouble: `${IT_IS[refused.status]} There was nothing left to cancel.` }
  }
}

const IT_IS: Record<IssueStatus, string> = {
  draft: 'The issue is a draft.',
  discarded: 'The issue was discarded.',
  scheduled: 'The issue is scheduled.',
  preparing: 'The issue is prepared and about to be sent.',
  sending: 'The issue is being sent: mails have left.',
  paused: 'The issue is paused.',
  held: 'The issue is held.',
  sent: 'The issue is sent.',
  cancelled: 'The issue was cancelled.',
}

/** Why a decision about a parked batch was not recorded. */
export function refusalOfBatch(
  refused: Exclude<ResolveOutcome, { outcome: 'resolved' | 'not-found' }>,
  timeZone: string,
): string {
  switch (refused.outcome) {
    case 'not-parked':
      return 'It was decided already, or a report came of what became of it: nothing was changed.'
    case 'changed':
      return 'Something was sent again, or decided, since you opened the page. Nothing was changed: look again.'
    case 'too-early':
      return `That they were not sent can’t be said before ${formatSendTime({ sendAt: refused.from, timeZone })}. Nothing was changed.`
  }
}
