import type { Reader } from '../../actions/subscriber/reader-link.ts'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

/** Recorded with a consent that begins here: the page's path, without the token. */
const UNSUBSCRIBE = '/unsubscribe'

/** Asks once more: following the link, as scanners do, changes nothing. */
export function UnsubscribePage({ site, token, reader }: { site: Site; token: string; reader: Reader }) {
  return (
    <MessagePage site={site} title="Unsubscribe">
      <p className="lede">
        Press the button, and <strong className="address">{reader.address}</strong> gets no more issues of{' '}
        {site.name}.
      </p>
      <form className="panel-form" method="post" action={`/unsubscribe/${token}`}>
        <input type="hidden" name="from" value="page" />
        <fieldset>
          <label htmlFor="reason">Why do you leave?</label>
          <textarea id="reason" name="reason" rows={3} maxLength={1000} aria-describedby="reason-hint" />
          <p className="hint" id="reason-hint">
            Only if you like: the editors read it.
          </p>
        </fieldset>
        <button type="submit">Unsubscribe</button>
      </form>
      <p className="aside">
        Too many mails, or the wrong ones? <a href={`/preferences/${token}`}>Choose fewer, or pause them</a>.
        Changed your mind? Close this page, and you stay subscribed.
      </p>
    </MessagePage>
  )
}

/** @param undo the token with which it can be taken back. */
export function UnsubscribedPage({ site, undo }: { site: Site; undo: string | undefined }) {
  return (
    <MessagePage site={site} title="You are unsubscribed" signUp={{ page: UNSUBSCRIBE }}>
      <p className="lede" role="status">
        It is done: no more issues will be sent to you. A mail that left before may still arrive.
      </p>
      {undo === undefined ? null : (
        <form method="post" action={`/unsubscribe/${undo}/undo`}>
          <p>If it was a mistake, take it back within the hour, and everything is as it was:</p>
          <button type="submit">Undo</button>
        </form>
      )}
      <p>{undo === undefined ? 'If it was a mistake, subscribe again:' : 'Or subscribe again later:'}</p>
    </MessagePage>
  )
}

export function TooLateToUndoPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Please subscribe again" signUp={{ page: UNSUBSCRIBE }}>
      <p className="lede">
        That you left can’t be undone by a button any more: it is some time ago. To come back, subscribe
        again, and confirm it from your mailbox.
      </p>
    </MessagePage>
  )
}
