import type { Context as Request } from 'hono'
import type { ReaderLink } from '../actions/subscriber/reader-link.ts'
import { ErasedReaderPage, InvalidReaderLinkPage, RevokedLinkPage } from './pages/reader-pages.tsx'
import type { Site } from './site.ts'
import { toHtml } from './to-html.ts'

interface DeadReaderLink {
  readonly site: Site
  readonly token: string
  readonly outcome: Exclude<ReaderLink['outcome'], 'open'>
}

/** What a reader's link leads to that does nothing any more, or never did. */
export function deadReaderLink(c: Request, { site, token, outcome }: DeadReaderLink) {
  switch (outcome) {
    case 'revoked':
      return c.html(toHtml(<RevokedLinkPage site={site} token={token} />), 410)
    case 'erased':
      return c.html(toHtml(<ErasedReaderPage site={site} />), 410)
    case 'invalid':
      return c.html(toHtml(<InvalidReaderLinkPage site={site} />), 404)
  }
}
