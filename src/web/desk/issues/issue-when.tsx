import type { Issue } from '../../../domain/issue.ts'
import { formatSendTime, repeatNote } from '../../../domain/send-time.ts'
import { issueTime } from './issue-time.ts'

/** When an issue goes or went out, in its zone and in UTC. */
export function IssueWhen({ issue }: { issue: Issue }) {
  const { sendAt, timeZone, sentAt } = issue
  const isPlanned = sentAt === null && sendAt !== null && timeZone !== null
  const note = isPlanned ? repeatNote({ sendAt, timeZone }) : undefined
  return (
    <>
      <p className="note">
        {issueTime(issue)}
        {isPlanned && timeZone !== 'UTC' ? `, which is ${formatSendTime({ sendAt, timeZone: 'UTC' })}` : ''}
      </p>
      {note === undefined ? null : <p className="clock-note">{note}</p>}
    </>
  )
}
