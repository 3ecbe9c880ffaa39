import { renderNotice } from '../../../emails/issue/issue-parts.tsx'
import { preheaderOf } from '../../../emails/preheader-of.ts'
import { type Edition, extentOf, fragmentsOf } from '../../domain/edition.ts'
import { inertLinks } from '../../sending/links.ts'
import { type Content, spliceFragments, withNotice } from '../../sending/splice.ts'
import type { IssueEditions } from './load-editions.ts'
import { measureEditions } from './measure-editions.ts'

/** One edition, complete but for its readers' own links: in their place stand some that do nothing. */
export interface EditionPreview extends Pick<Edition, 'number' | 'subject' | 'format'>, Content {
  readonly preheader: string
  /** The slugs of its comparisons, in their order. */
  readonly comparisons: readonly string[]
  readonly isDigest: boolean
  /** Of the part that is for readers of its format, their own links in it. */
  readonly bytes: number
}

/** @param notice what it says above everything. @returns nothing when the issue has no edition of that number. */
export function showEdition(
  { siteUrl, fragments: all, editions }: IssueEditions,
  number: number,
  { notice }: { readonly notice?: string } = {},
): EditionPreview | undefined {
  const edition = editions.find((edition) => edition.number === number)
  if (!edition) return undefined
  const fragments = fragmentsOf(all, edition)
  const content = spliceFragments(
    notice === undefined ? fragments : withNotice(fragments, renderNotice(notice)),
    inertLinks(siteUrl),
  )
  const { subject, format } = edition
  return {
    number,
    subject,
    format,
    ...content,
    preheader: preheaderOf(content.html),
    ...extentOf(fragments),
    bytes: measureEditions({ fragments: all, editions: [edition] }, siteUrl)[0]!.bytes,
  }
}
