import type { Account } from './account.ts'
import type { IssueStatus } from './issue.ts'
import { UNDO_SECONDS } from './sending-rules.ts'

/** Where an issue's send stands at one moment. */
export interface Progress {
  readonly number: number
  readonly status: IssueStatus
  readonly sendAt: Date | null
  /** By the clock that everything goes by. */
  readonly now: Date
  readonly account: Account
  /** How many mails were accepted in the last seconds. */
  readonly acceptedLately: number
  /** When the first answer of these seconds came: nothing did before, if it was only begun then, or let go on. */
  readonly latelySince: Date | null
  readonly parkedBatches: number
  /** Mails on their way for the first time, with no answer yet. They count as still to send. */
  readonly onTheirWay: number
  /** Unknown mails that are asked for again until it is known what became of them; parked ones are not. */
  readonly askedAgain: number
  /** Whether nobody has approved it, and nothing leaves before somebody does. */
  readonly awaitsApproval: boolean
  /** Whether its time is seconds away, and neither preflight nor approval keeps it. */
  readonly goesOut: boolean
}

/** The seconds that a rate is taken from: short enough to show a stop, long enough to be no flicker. */
export const LATELY_SECONDS = 10

/** An issue that is due later than this is not waited for on its page. */
const WATCHED_AHEAD_MS = 5 * 60_000

/** Whether its time is no further away than an undo. */
export function leavesSoon({ sendAt, now }: Pick<Progress, 'sendAt' | 'now'>): boolean {
  return sendAt !== null && sendAt.getTime() - now.getTime() <= UNDO_SECONDS * 1_000
}

/** Whether something happens to an issue by itself that is worth following by the second. */
export function isMoving({ status, sendAt, now, account, onTheirWay, askedAgain }: Progress): boolean {
  const isInDoubt = onTheirWay + askedAgain > 0
  switch (status) {
    case 'scheduled':
      return sendAt !== null && sendAt.getTime() - now.getTime() <= WATCHED_AHEAD_MS
    case 'preparing':
    case 'sending':
      return true
    case 'paused':
      return isInDoubt || account.toSend === 0
    case 'held':
      return isInDoubt
    case 'cancelled':
      return isInDoubt || account.toSend > 0
    case 'draft':
    case 'discarded':
    case 'sent':
      return false
  }
}

/** Whether nothing more will come of following an issue. Some are let go on by somebody, and some by their time. */
export function isAtRest(progress: Progress): boolean {
  return !isMoving(progress) && !['scheduled', 'paused', 'held'].includes(progress.status)
}

/** Mails accepted a second, of late. */
export function ratePerSecond({ acceptedLately, latelySince, now }: Progress): number {
  const seconds = latelySince ? (now.getTime() - latelySince.getTime()) / 1_000 : LATELY_SECONDS
  return acceptedLately / Math.max(1, seconds)
}

/** How long the rest takes at the rate of late; nothing when that can't be told. */
export function secondsLeft(progress: Progress): number | undefined {
  const { status, account } = progress
  const rate = ratePerSecond(progress)
  if (status !== 'sending' || rate === 0 || account.toSend === 0) return undefined
  return Math.ceil(account.toSend / rate)
}

/** "about 4 minutes": no more exact than it is known. */
export function roughly(seconds: number): string {
  if (seconds < 10) return 'a few seconds'
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} seconds`
  const minutes = Math.ceil(seconds / 60)
  if (minutes === 1) return 'about a minute'
  if (minutes < 90) return `about ${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return `about ${hours} hours`
}
