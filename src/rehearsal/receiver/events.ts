import { diceOf, seedFor } from '../random.ts'
import { kindOf } from '../readers.ts'
import type { ReceivedMail } from './read-mails.ts'

/** One webhook event: what is posted, in Resend's words. */
export interface Event {
  readonly type: string
  readonly body: string
}

/** Beside its fate, so few mails get an `email.sent`: each event costs a request. */
const SENT_ONE_IN = 10

/** What happens to an accepted mail, in the order in which it happens. */
export function eventsOf(mail: ReceivedMail, id: string, seed: number, at: Date): Event[] {
  const sent = diceOf(seedFor(seed, mail.to)).oneIn(SENT_ONE_IN) ? [event('email.sent', mail, id, at)] : []
  switch (kindOf(mail.to)) {
    case 'bounced':
      return [
        ...sent,
        event('email.bounced', mail, id, at, {
          bounce: { type: 'Permanent', subType: 'General', message: 'The mailbox does not exist.' },
        }),
      ]
    case 'complained':
      return [...sent, event('email.delivered', mail, id, at), event('email.complained', mail, id, at)]
    default:
      return [...sent, event('email.delivered', mail, id, at)]
  }
}

function event(type: string, mail: ReceivedMail, id: string, at: Date, more: object = {}): Event {
  const time = at.toISOString()
  const { from, to, subject, tags } = mail
  const data = { email_id: id, created_at: time, from, to: [to], subject, tags, ...more }
  return { type, body: JSON.stringify({ type, created_at: time, data }) }
}
