import type { Reader } from '../../actions/subscriber/unsubscribe.ts'
import type { SubscriberStatus } from '../../domain/subscriber.ts'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

interface ReaderPageProps {
  readonly site: Site
  readonly token: string
  readonly reader: Reader
}

const STATUS_WORDS: Record<SubscriberStatus, string> = {
  pending: 'not confirmed yet: the mail that we sent holds the link to confirm',
  confirmed: 'subscribed',
  ended: 'not subscribed',
}

/** Recorded with a consent that begins here: the page's path, without the token. */
const PREFERENCES = '/preferences'
const UNSUBSCRIBE = '/unsubscribe'

export function PreferencesPage({ site, token, reader: { address, status } }: ReaderPageProps) {
  const ended = status === 'ended'
  return (
    <MessagePage site={site} title="Your subscription" signUp={ended ? { page: PREFERENCES } : undefined}>
      <dl className="facts">
        <div>
          <dt>Address</dt>
          <dd className="address">{address}</dd>
        </div>
        <div>
          <dt>Status</dt>
          <dd>{STATUS_WORDS[status]}</dd>
        </div>
      </dl>
      {ended ? <p>To come back, subscribe again:</p> : <UnsubscribeForm token={token} />}
    </MessagePage>
  )
}

/** Asks once more: following the link, as scanners do, changes nothing. */
export function UnsubscribePage({ site, token, reader }: ReaderPageProps) {
  if (reader.status === 'ended') return <UnsubscribedPage site={site} />
  return (
    <MessagePage site={site} title="Unsubscribe">
      <p className="lede">
        Press the button, and <strong className="address">{reader.address}</strong> gets no more issues of{' '}
        {site.name}.
      </p>
      <UnsubscribeForm token={token} />
      <p className="aside">Changed your mind? Close this page, and you stay subscribed.</p>
    </MessagePage>
  )
}

export function UnsubscribedPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="You are unsubscribed" signUp={{ page: UNSUBSCRIBE }}>
      <p className="lede">
        It is done: no more issues will be sent to you. A mail that left before may still arrive.
      </p>
      <p>If it was a mistake, subscribe again:</p>
    </MessagePage>
  )
}

export function InvalidReaderLinkPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="This link does not work">
      <p className="lede">
        It may have been cut short on its way: copy the whole link from the foot of any issue you got, or use
        your mail program’s own button to unsubscribe.
      </p>
    </MessagePage>
  )
}

function UnsubscribeForm({ token }: { token: string }) {
  return (
    <form method="post" action={`/unsubscribe/${token}`}>
      <input type="hidden" name="from" value="page" />
      <button type="submit">Unsubscribe</button>
    </form>
  )
}
