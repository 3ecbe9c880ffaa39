import type { Issue } from '../../../domain/issue.ts'
import { formatSendTime } from '../../../domain/send-time.ts'

/** When an issue went or goes out, with the zone in which that was chosen. */
export function issueTime({ status, sendAt, sentAt, timeZone }: Issue): string {
  if (sentAt !== null) return `Sent ${formatSendTime({ sendAt: sentAt, timeZone: timeZone ?? 'UTC' })}`
  if (sendAt === null || timeZone === null) return 'Not scheduled'
  return `${status === 'scheduled' ? 'Goes out' : 'Set for'} ${formatSendTime({ sendAt, timeZone })}`
}
