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
      return joined('Paused', waiting(progress), leaving(progress), asking(progress), ending(progress))
    case 'held':
      if (account.audience === 0) return 'Held: nothing was prepared, and nobody is mailed.'
      return joined('Held', waiting(progress), leaving(progress), asking(progress))
    case 'sent':
      return parkedBatches > 0
        ? 'Sent, but for what is to be decided below.'
        : 'Sent: nothing is left to do for it.'
    case 'cancelled':
      return joined('Cancelled', excluding(progress), leaving(progress), asking(progress))
  }
}

/** A status and what is to be said of it; some of that may be empty. */
function joined(status: string, first: string, ...more: readonly string[]): string {
  return sentences(first === '' ? `${status}.` : `${status}: ${first}`, ...more)
}

function sentences(...some: readonly string[]): string {
  return some.filter(Boolean).join(' ')
}

function waiting({ account, onTheirWay }: Progress): string {
  const waits = account.toSend - onTheirWay
  return waits === 0
    ? 'no mail was left to stop.'
    : `${counted(waits, 'mail waits', 'mails wait')} until it is let go on.`
}

function excluding({ account, onTheirWay, parkedBatches }: Progress): string {
  if (account.toSend > onTheirWay) return 'those who are not mailed any more are being counted.'
  if (account.unknown + onTheirWay === 0) return 'nobody else is mailed.'
  return parkedBatches > 0 ? 'some mails are to be decided on below.' : ''
}

function leaving({ onTheirWay }: Progress): string {
  return onTheirWay === 0
    ? ''
    : `${counted(onTheirWay, 'mail is', 'mails are')} on the way, and the answer is still to come.`
}

/** What goes on about mails that may have been taken, or not, whatever the status. */
function asking({ askedAgain }: Progress): string {
  return askedAgain === 0
    ? ''
    : `Nobody knows yet whether the mail service took ${counted(askedAgain, 'mail')}. It is asked again until it says: whoever had not got the issue gets it then, once.`
}

/** What becomes of a paused issue that has nothing left to send. */
function ending({ account, parkedBatches }: Progress): string {
  return account.toSend === 0 && parkedBatches === 0 ? 'With nothing left to send, it ends by itself.' : ''
}

function untilFirstMail({ sendAt, now, status, awaitsApproval, goesOut }: Progress): string {
  if (status === 'scheduled' && awaitsApproval) {
    return 'Nobody has approved it. Nothing leaves before that: without an approval, it is held at its time.'
  }
  const seconds = Math.ceil((sendAt!.getTime() - now.getTime()) / 1_000)
  if (seconds <= 0 && status === 'scheduled' && !goesOut) return 'Its time has come.'
  if (seconds <= 0) return 'It is being prepared. The first mail leaves as soon as that is done.'
  const left = seconds > 90 ? roughly(seconds) : counted(seconds, 'second')
  if (status === 'preparing') return `The first mail leaves in ${left}. Its mails are prepared.`
  // What is not prepared may be held then.
  return goesOut
    ? `It goes out: the first mail leaves in ${left} at the earliest.`
    : `Its time is in ${left}. Its mails are not prepared yet.`
}

function whileSending(progress: Progress): string {
  const { account } = progress
  // Of what is unknown, nobody can say that it was handed over.
  if (account.toSend === 0) return asking(progress) || 'All mails were handed over.'
  return sentences(pace(progress), asking(progress))
}

function pace(progress: Progress): string {
  const { account } = progress
  const rate = ratePerSecond(progress)
  const left = secondsLeft(progress)
  const toGo = `${counted(account.toSend, 'mail')} to go`
  if (left === undefined) {
    return `${toGo}. None was accepted in the last seconds, so how long it takes can’t be told.`
  }
  const speed = rate < 1 ? 'less than one a second' : `${inDigits(Math.round(rate))} a second`
  return `${toGo} at ${speed}: ${roughly(left)} left.`
}
