import type { Reader } from '../../actions/subscriber/reader-link.ts'
import { DownloadForm, ErasureForm } from '../parts/errand-forms.tsx'
import { MailboxAside } from '../parts/mailbox-aside.tsx'
import { SignUpForm } from '../parts/sign-up-form.tsx'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

/** Recorded with a consent that begins here: the page's path, without the token. */
const PREFERENCES = '/preferences'

/** The link of somebody who left, or who has not confirmed since they came back. */
export function NotSubscribedPage({
  site,
  token,
  reader: { address, status },
}: {
  site: Site
  token: string
  reader: Reader
}) {
  const title = status === 'ended' ? 'You are not subscribed' : 'One step is missing'
  return (
    <MessagePage site={site} title={title}>
      <p className="lede">
        {status === 'ended' ? (
          <>
            <strong className="address">{address}</strong> gets no issues of {site.name}. To come back,
            subscribe again:
          </>
        ) : (
          <>
            <strong className="address">{address}</strong> is not confirmed yet: the newest mail that we sent
            holds the link. If it is lost, ask for another:
          </>
        )}
      </p>
      <SignUpForm site={site} page={PREFERENCES} />
      <h2>Your data</h2>
      <DownloadForm token={token} />
      <ErasureForm token={token} />
    </MessagePage>
  )
}

/** A link that was replaced: it unsubscribes for ever, and does nothing else any more. */
export function RevokedLinkPage({ site, token }: { site: Site; token: string }) {
  return (
    <MessagePage site={site} title="This link was replaced" signUp={{ page: PREFERENCES }}>
      <p className="lede">
        A newer mail of ours holds the link that works. If you have none at hand, enter your address, and one
        is sent there:
      </p>
      <p className="more">
        <a href={`/unsubscribe/${token}`}>Unsubscribe</a>
      </p>
    </MessagePage>
  )
}

export function LinksReplacedPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Your links are replaced">
      <p className="lede">
        The links in all mails until now do nothing any more, but for unsubscribing. A new one is on its way
        to your address.
      </p>
      <MailboxAside site={site} />
    </MessagePage>
  )
}

/** A link of ours whose reader is forgotten. */
export function ErasedReaderPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Nothing is known here" signUp={{ page: PREFERENCES }}>
      <p className="lede">
        The subscription that this link belonged to is erased, and nothing will be sent. To begin anew,
        subscribe:
      </p>
    </MessagePage>
  )
}

export function InvalidReaderLinkPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="This link does not work" signUp={{ page: PREFERENCES }}>
      <p className="lede">
        It may have been cut short on its way: copy the whole link from the foot of any issue you got, or use
        your mail program’s own button to unsubscribe.
      </p>
      <p>If you have no mail of ours at hand, enter your address, and a link is sent there:</p>
    </MessagePage>
  )
}
