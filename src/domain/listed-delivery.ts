/** The columns of an account whose deliveries editors see by name: those that did not get the issue, or may not have. */
export const LISTED_STATES = ['rejected', 'unknown'] as const
export type ListedState = (typeof LISTED_STATES)[number]
