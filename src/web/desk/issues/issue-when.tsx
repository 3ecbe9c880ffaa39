import type { Issue } from '../../../domain/issue.ts'
import { formatSendTime, repeatNote, type SendTime } from '../../../domain/send-time.ts'
import { issueTime } from './issue-time.ts'

/** When an issue goes or went out, in its zone and in UTC; of a draft, the week that it is for. */
export function IssueWhen({ issue, planned }: { issue: Issue; planned?: SendTime | undefined }) {
  const { sendAt, timeZone, sentAt } = issue
  const isPlanned = sentAt === null && sendAt !== null && timeZone !== null
  const note = isPlanned ? repeatNote({ sendAt, timeZone }) : undefined
  return (
    <>
      <p className="note">
        {issueTime(issue)}
        {sendAt === null && planned ? `; it is the issue of ${formatSendTime(planned)}` : ''}
        {isPlanned && timeZone !== 'UTC' ? `, which is ${formatSendTime({ sendAt, timeZone: 'UTC' })}` : ''}
      </p>
      {note === undefined ? null : <p className="clock-note">{note}</p>}
    </>
  )
}
