import type { Issue, IssueStatus } from '../../../domain/issue.ts'
import { formatSendTime } from '../../../domain/send-time.ts'

/** When an issue went or goes out, with the zone in which that was chosen. */
export function issueTime({ status, sendAt, sentAt, timeZone }: Issue): string {
  if (sentAt !== null) return `Sent ${formatSendTime({ sendAt: sentAt, timeZone: timeZone ?? 'UTC' })}`
  if (sendAt === null || timeZone === null) return 'Not scheduled'
  return `${VERBS[status] ?? 'Set for'} ${formatSendTime({ sendAt, timeZone })}`
}

const VERBS: Partial<Record<IssueStatus, string>> = { scheduled: 'Goes out', cancelled: 'Was set for' }
