/** What a list says of a row: the five things that its many words for them come down to. */
export type ListStatus = 'active' | 'unsubscribed' | 'cleaned' | 'complained' | 'pending'

/** The words of the services whose lists we read, and those that people write themselves. */
const STATUS_WORDS: Readonly<Record<ListStatus, readonly string[]>> = {
  active: ['active', 'subscribed', 'confirmed'],
  unsubscribed: ['unsubscribed', 'inactive', 'ended', 'opted_out', 'left'],
  cleaned: ['cleaned', 'bounced', 'hard_bounce', 'hard_bounced', 'invalid', 'undeliverable'],
  complained: ['complained', 'complaint', 'spam'],
  pending: [
    'pending',
    'unconfirmed',
    'nonsubscribed',
    'non_subscribed',
    'validating',
    'needs_attention',
    'needs_approval',
  ],
}

const STATUS_OF = new Map(
  Object.entries(STATUS_WORDS).flatMap(([status, words]) =>
    words.map((word) => [word, status as ListStatus] as const),
  ),
)

/** The status that a word stands for, whatever its case; nothing for a word that we don't know. */
export function readStatus(word: string): ListStatus | undefined {
  return STATUS_OF.get(normalise(word))
}

/** `Email Address`, `email-address` and `EMAIL_ADDRESS` are one name. */
export function normalise(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
}
