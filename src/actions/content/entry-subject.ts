import type { ContentEntry } from '../../domain/content-document.ts'

/** What the log calls an entry: its slug, or a review's tool and reviewer. */
export function subjectOf(entry: ContentEntry): string {
  return 'slug' in entry ? entry.slug : `${entry.tool}/${entry.reviewer}`
}
