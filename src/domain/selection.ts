export type Frequency = 'weekly' | 'monthly'

/** As HTML with plain text beside it, or as plain text alone. */
export type MailFormat = 'html' | 'text'
