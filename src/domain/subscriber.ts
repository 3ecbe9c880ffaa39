/** `pending` has asked, `confirmed` gets the issue, `ended` has left. */
export const SUBSCRIBER_STATUSES = ['pending', 'confirmed', 'ended'] as const
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number]

/**
 * What a subscriber, or whoever brought the list along, has said about being mailed; `undone`: that their
 * leaving was a mistake; `moved`: that another address is theirs now.
 */
export type ConsentKind = 'requested' | 'confirmed' | 'imported' | 'ended' | 'undone' | 'moved'
