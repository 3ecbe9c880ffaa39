/** Where things of the content stand with readers: they meet what is published. Comparisons begin as drafts. */
export const PUBLICATIONS = ['published', 'withdrawn'] as const
export type Publication = (typeof PUBLICATIONS)[number]
