/** `pending` has asked, `confirmed` gets the issue, `ended` has left. */
export const SUBSCRIBER_STATUSES = ['pending', 'confirmed', 'ended'] as const
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number]

/** What a subscriber, or whoever brought the list along, has said about being mailed. */
export type ConsentKind = 'requested' | 'confirmed' | 'imported' | 'ended'
