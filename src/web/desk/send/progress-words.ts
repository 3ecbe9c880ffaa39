import { type Progress, ratePerSecond, roughly, secondsLeft } from '../../../domain/progress.ts'
import { counted, inDigits } from './in-digits.ts'

/** What is going on with an issue at this moment, in a sentence or two. */
export function progressInWords(progress: Progress): string {
  const { status, account, parkedBatches } = progress
  switch (status) {
    case 'draft':
      return 'Nothing is being sent.'
    case 'discarded':
      return 'Discarded: nobody is mailed.'
    case 'scheduled':
    case 'preparing':
      return untilFirstMail(progress)
    case 'sending':
      return whileSending(progress)
    case 'paused':
      return `Paused: ${whileStopped(progress)}`
    case 'held':
      if (account.audience === 0) return 'Held: nothing was prepared, and nobody is mailed.'
      return `Held: ${whileStopped(progress)}`
    case 'sent':
      return parkedBatches > 0
        ? 'Sent, but for what is to be decided below.'
        : 'Sent: nothing is left to do for it.'
    case 'cancelled':
      return account.toSend > 0
        ? 'Cancelled: those who are not mailed any more are being counted.'
        : `Cancelled: nobody else is mailed.${asking(progress)}`
  }
}

function whileStopped(progress: Progress): string {
  const { toSend } = progress.account
  return `nothing new leaves. ${counted(toSend, 'mail is', 'mails are')} still to send.${asking(progress)}`
}

/** What the program goes on with about what was handed over, whatever the status. */
function asking({ isInDoubt }: Progress): string {
  return isInDoubt
    ? ' Some answers are still to come: where none does, it is asked for under the same key, which mails nobody twice.'
    : ''
}

function untilFirstMail({ sendAt, now, status, awaitsApproval }: Progress): string {
  if (status === 'scheduled' && awaitsApproval) {
    return 'Nobody has approved it. Nothing leaves before that: without an approval, it is held at its time.'
  }
  const seconds = Math.ceil((sendAt!.getTime() - now.getTime()) / 1_000)
  if (seconds <= 0) return 'It is being prepared. The first mail leaves as soon as that is done.'
  const left = seconds > 90 ? roughly(seconds) : counted(seconds, 'second')
  // What is not prepared may be held then.
  return status === 'preparing'
    ? `The first mail leaves in ${left}. Its mails are prepared.`
    : `Its time is in ${left}. Its mails are not prepared yet.`
}

function whileSending(progress: Progress): string {
  const { account } = progress
  if (account.toSend === 0) return `All mails were handed over.${asking(progress)}`
  const rate = ratePerSecond(progress)
  const left = secondsLeft(progress)
  const toGo = `${counted(account.toSend, 'mail')} to go`
  if (left === undefined) {
    return `${toGo}. None was accepted in the last seconds, so how long it takes can’t be told.`
  }
  const pace = rate < 1 ? 'less than one a second' : `${inDigits(Math.round(rate))} a second`
  return `${toGo} at ${pace}: ${roughly(left)} left.`
}
