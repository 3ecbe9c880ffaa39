/** The columns of the ledger: every delivery stands in exactly one of them. */
export type DeliveryState = 'excluded' | 'to-send' | 'accepted' | 'rejected' | 'unknown'

/** Why a subscriber of the audience is not mailed an issue, in the words that editors see. */
export const EXCLUSIONS = {
  suppressed: 'their address is suppressed',
  ended: 'they left before their mail was sent',
  'address-changed': 'their address changed before their mail was sent',
} as const
export type Exclusion = keyof typeof EXCLUSIONS
