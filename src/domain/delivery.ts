export type DeliveryState = 'excluded' | 'to-send' | 'accepted' | 'rejected' | 'unknown'

/** Why a subscriber of the audience is not mailed an issue, in the words that editors see. */
export const EXCLUSIONS = {
  suppressed: 'their address is suppressed',
  paused: 'they paused their mails',
  monthly: 'they get one mail a month, with its first issue',
  'nothing-left': 'nothing in their categories',
  ended: 'they left before their mail was sent',
  'address-changed': 'their address changed before their mail was sent',
  cancelled: 'the issue was cancelled before their mail was sent',
} as const
export type Exclusion = keyof typeof EXCLUSIONS

/** One row of an issue's ledger that is to be sent, as it was frozen. */
export interface Delivery {
  readonly subscriberId: number
  readonly address: string
  readonly tokenVersion: number
  readonly editionNumber: number
}
