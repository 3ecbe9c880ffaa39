import type { MailEnvelope } from '../mail.ts'

/** What happens to a mail, as Resend tells it: https://resend.com/docs/webhooks/event-types */
export interface MailEvent {
  readonly type: string
  /** The part of `data` that only this type has, such as `bounce`. */
  readonly detail?: object
}

/** An event on its way to the site. */
interface Webhook extends MailEvent {
  readonly id: string
  readonly mailSeq: string
  readonly svixId: string
  readonly createdAt: Date
  /** How often it is posted at once. */
  readonly copies: number
  readonly attempts: number
}

/** A webhook with what its payload tells of the mail. */
export interface DueWebhook extends Webhook {
  readonly mail: Pick<MailEnvelope, 'id' | 'from' | 'to' | 'subject' | 'createdAt' | 'tags'>
}

/** A webhook as a page shows it. */
export interface WebhookState extends Webhook {
  /** The status of the last answer, or why there was none. */
  readonly lastAnswer: string | null
  readonly deliveredAt: Date | null
  /** When it is posted next; null when it no longer is, `held` until the switch that holds it is off. */
  readonly nextAt: Date | 'held' | null
}
