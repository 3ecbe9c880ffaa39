import { madeOnce, remembered } from '../../../emails/remembered.ts'
import { fragmentsOf } from '../../domain/edition.ts'
import type { Fragment } from '../../domain/fragment.ts'
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
  const sizes = fragments.map(sizeOn(siteUrl))
  return editions.map((edition) => ({
    number: edition.number,
    subject: edition.subject,
    bytes: fragmentsOf(sizes, edition).reduce((sum, size) => sum + size[edition.format], 0),
  }))
}

const sizeOn = remembered((siteUrl: string) => {
  const links = readerLinks(siteUrl, TOKEN)
  return madeOnce((fragment: Fragment) => {
    const { html, text } = spliceFragments([fragment], links)
    return { html: Buffer.byteLength(html), text: Buffer.byteLength(text) }
  })
})
