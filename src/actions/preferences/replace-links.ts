import { renewTokenVersion } from '../../../db/queries/subscriber.ts'
import { renderNewLinks } from '../../../emails/new-links/render-new-links.ts'
import type { Context } from '../../context.ts'
import { TOKEN_GAP } from '../../domain/letter.ts'
import type { Work } from '../../domain/work.ts'
import { readerLinks } from '../../sending/links.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postLetter } from '../outbox/post-letter.ts'
import { type ReaderLink, readReaderLink } from '../subscriber/reader-link.ts'

export type ReplaceLinksOutcome =
  | { readonly outcome: 'replaced'; readonly work: readonly Work[] }
  | Exclude<ReaderLink, { readonly outcome: 'open' }>

/**
 * Revokes all links of a reader, the one that asks for it too, and mails them a new one: for who forwarded a
 * mail to somebody they should not have. The old ones still unsubscribe.
 */
export async function replaceLinks(
  { db, config }: Pick<Context, 'db' | 'config'>,
  token: string,
): Promise<ReplaceLinksOutcome> {
  const link = await readReaderLink({ db, config }, token)
  if (link.outcome !== 'open') return link
  const { site } = config
  const { preferences: preferencesUrl } = readerLinks(site.url, TOKEN_GAP)
  const content = renderNewLinks({ site, preferencesUrl })
  const mailId = await db.transaction().execute(async (tx) => {
    const to = await renewTokenVersion(tx, link.reader)
    return to && postLetter(tx, config, { kind: 'new-links', to, content })
  })
  // Otherwise they were replaced a moment ago: pressed twice.
  return { outcome: 'replaced', work: mailId ? hintAt(mailId) : [] }
}
