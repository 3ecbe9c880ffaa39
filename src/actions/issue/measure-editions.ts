import { fragmentsOf } from '../../domain/edition.ts'
import type { EditionMeasure } from '../../domain/preflight.ts'
import { readerLinks } from '../../sending/links.ts'
import { spliceFragments } from '../../sending/splice.ts'
import type { ComposedIssueNow } from './compose-whole-issue.ts'

/** As long as a reader's token is. */
const TOKEN = 'x'.repeat(50)

/** How large each edition is, with a reader's own links in it. Each fragment is measured once. */
export function measureEditions(
  { fragments, editions }: Pick<ComposedIssueNow, 'fragments' | 'editions'>,
  siteUrl: string,
): EditionMeasure[] {
  const links = readerLinks(siteUrl, TOKEN)
  const sizes = fragments.map((fragment) => {
    const { html, text } = spliceFragments([fragment], links)
    return { html: Buffer.byteLength(html), text: Buffer.byteLength(text) }
  })
  return editions.map((edition) => ({
    number: edition.number,
    subject: edition.subject,
    bytes: fragmentsOf(sizes, edition).reduce((sum, size) => sum + size[edition.format], 0),
  }))
}
