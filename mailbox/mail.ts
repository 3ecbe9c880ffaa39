export interface Tag {
  readonly name: string
  readonly value: string
}

/** A mail as it was sent, checked. Fields that were not sent are null. */
export interface NewMail {
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[] | null
  readonly bcc: readonly string[] | null
  readonly replyTo: readonly string[] | null
  readonly subject: string
  readonly html: string | null
  readonly text: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly tags: readonly Tag[]
}

export interface Mail extends NewMail {
  readonly id: string
  readonly createdAt: Date
}

/** What a list shows of a mail. */
export type MailSummary = Pick<Mail, 'id' | 'createdAt' | 'from' | 'to' | 'subject'>

/** Without the bodies, which are most of a mail. */
export type MailEnvelope = Omit<Mail, 'html' | 'text'>
