/** One mail, ready to go: what is handed to the mailer. */
export interface Mail {
  readonly from: string
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  /** Absent from what is sent as plain text alone. */
  readonly html?: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
  /** Names and values of ASCII letters, digits, `_` and `-`. */
  readonly tags: Readonly<Record<string, string>>
}

/** What a mail says, whoever it comes from and goes to. */
export type MailContent = Pick<Mail, 'subject' | 'html' | 'text' | 'headers'>
