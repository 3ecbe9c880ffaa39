/**
 * What a subscriber asks for through their link and confirms from a mail: a download of what we hold, an
 * erasure, a move to another address, which that address then adopts.
 */
export const ERRAND_KINDS = ['download', 'erase', 'move', 'adopt'] as const
export type ErrandKind = (typeof ERRAND_KINDS)[number]

/** How long an errand's link works. */
export const ERRAND_HOURS = 24

/** Whoever has a reader's link can't fill the reader's mailbox with it: of each kind so many mails, and no more. */
export const ERRAND_MAILS = { apart: '10 minutes', most: 3, within: '1 day' } as const
