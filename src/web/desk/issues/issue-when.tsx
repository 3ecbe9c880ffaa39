import type { Issue } from '../../../domain/issue.ts'
import { formatSendTime, repeatNote } from '../../../domain/send-time.ts'
import { issueTime } from './issue-time.ts'

/** When an issue goes or went out, in its zone and in UTC, or the week that a draft is for. */
export function IssueWhen({ issue, week }: { issue: Issue; week?: string | undefined }) {
  const { sendAt, timeZone, sentAt } = issue
  const isPlanned = sentAt === null && sendAt !== null && timeZone !== null
  const note = isPlanned ? repeatNote({ sendAt, timeZone }) : undefined
  return (
    <>
      <p className="note">
        {issueTime(issue)}
        {isPlanned && timeZone !== 'UTC' ? `, which is ${formatSendTime({ sendAt, timeZone: 'UTC' })}` : ''}
        {week === undefined ? '' : `. ${week}`}
      </p>
      {note === undefined ? null : <p className="clock-note">{note}</p>}
    </>
  )
}
