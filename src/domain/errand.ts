/**
 * What a subscriber asks for through their link and confirms from a mail: a download of what we hold, an
 * erasure, a move to another address, which that address then adopts.
 */
export const ERRAND_KINDS = ['download', 'erase', 'move', 'adopt'] as const
export type ErrandKind = (typeof ERRAND_KINDS)[number]
