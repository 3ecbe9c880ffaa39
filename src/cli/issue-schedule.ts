import { type ScheduleOutcome, scheduleIssue, type When } from '../actions/issue/schedule.ts'
import { formatSendTime, repeatNote, type SendTime } from '../domain/send-time.ts'
import { type Command, CommandError, type Invocation } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueSchedule: Command = {
  usage: 'issue schedule N',
  summary: 'Plan when an issue goes out',
  options: {
    at: { type: 'string', help: 'The local time, like 2026-12-01T09:00' },
    'time-zone': { type: 'string', help: 'The zone of that time, like Europe/Berlin' },
    now: { type: 'boolean', help: 'Send it at once' },
    override: { type: 'string', help: 'Why it may go out with what is red in its preflight' },
  },
  async run(invocation) {
    const number = issueNumber(invocation)
    const { override } = invocation.values
    const when = readWhen(invocation.values)
    const scheduled = await scheduleIssue(await invocation.open(), number, when, {
      override: override === undefined ? undefined : String(override),
    })
    switch (scheduled.outcome) {
      case 'not-found':
        throw noSuchIssue(number)
      case 'refused':
        throw new CommandError([scheduled.problem, remedy(scheduled.because, number)].join(''))
      case 'preflight':
        throw new CommandError(
          [
            `The preflight of issue ${number} is red:`,
            ...scheduled.lines.map(({ where, what, how }) => `  ${where}: ${what} ${how}`),
            'Mend it, or say why it may go out all the same with: --override "…"',
          ].join('\n'),
        )
      case 'on-its-way':
        throw new CommandError(
          `Issue ${number} is ${scheduled.status}; only a draft or a scheduled issue can be scheduled.`,
        )
      case 'scheduled':
        invocation.print(
          invocation.values.now
            ? `Issue ${number} goes out now. Watch it with: npx verdicts issue show ${number}`
            : `Issue ${number} goes out on ${formatSendTime(scheduled)}${inUtc(scheduled)}.`,
        )
        printRepeat(scheduled, invocation)
        for (const { where, what } of scheduled.amber)
          invocation.print(`Amber in its preflight: ${where}: ${what}`)
        if (scheduled.needsApproval) {
          invocation.print(
            `It is not approved yet, and is held if nobody does it by then: npx verdicts issue approve ${number}`,
          )
        }
    }
  },
}

type Because = Extract<ScheduleOutcome, { outcome: 'refused' }>['because']

function remedy(because: Because, number: number): string {
  if (because === 'past') return ' Use --now to send at once.'
  if (because === 'unapproved') return ` As in: issue approve ${number}`
  return because === 'empty' ? ` As in: issue edit ${number} --comparisons a,b` : ''
}

function readWhen({ at, now, 'time-zone': timeZone }: Invocation['values']): When {
  if (now && at === undefined) return 'now'
  if (now) throw new CommandError('Give --at or --now, not both.')
  if (at === undefined)
    throw new CommandError('When? Give --at 2026-12-01T09:00 --time-zone Europe/Berlin, or --now.')
  if (timeZone === undefined)
    throw new CommandError('In which time zone? Give --time-zone, like Europe/Berlin.')
  return { at: String(at), timeZone: String(timeZone) }
}

/** Which of two it is, where somebody chose a time that comes twice. */
function printRepeat(scheduled: SendTime, { values, print }: Invocation): void {
  const note = values.now ? undefined : repeatNote(scheduled)
  if (note) print(note)
}

function inUtc({ sendAt, timeZone }: SendTime): string {
  return timeZone === 'UTC' ? '' : `, which is ${formatSendTime({ sendAt, timeZone: 'UTC' })}`
}
