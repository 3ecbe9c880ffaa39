import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

export function NotFoundPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="There is nothing here">
      <p className="lede">
        The page was moved or withdrawn, is not published yet, or its address has a slip in it.
      </p>
      <p className="more">
        <a href="/#comparisons">Comparisons</a> <a href="/issues">Past issues</a>
      </p>
    </MessagePage>
  )
}

export function FailedPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Sorry, that went wrong">
      <p className="lede">The fault is ours, and it is in our log. Please try again in a minute.</p>
    </MessagePage>
  )
}

/** Pressing again works: unlike the pages behind links in mails, this one tells the server where it is. */
export function CrossOriginPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="That came from another site" signUp={{ page: '/subscriptions' }}>
      <p className="lede">
        The form was sent from a page that does not belong to {site.name}, so nothing was done. Please do it
        here, at <a href={site.url}>{new URL(site.url).host}</a>.
      </p>
    </MessagePage>
  )
}

export function TooLargePage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="That is too much">
      <p className="lede">A form here holds a few words; what was sent is larger than 64 KB.</p>
    </MessagePage>
  )
}
