export const FREQUENCIES = ['weekly', 'monthly'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** As HTML with plain text beside it, or as plain text alone. */
export const MAIL_FORMATS = ['html', 'text'] as const
export type MailFormat = (typeof MAIL_FORMATS)[number]

/** What a subscriber chooses of the issues; those who choose the same get the same edition. */
export interface Selection {
  /** The slugs of categories; null for all, new ones too. */
  readonly categories: readonly string[] | null
  readonly frequency: Frequency
  readonly format: MailFormat
}
