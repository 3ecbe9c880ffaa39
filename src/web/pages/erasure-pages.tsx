import { ErrandButton, type ErrandPageProps } from '../parts/errand-button.tsx'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

export function ErasePage({ site, token, errand }: ErrandPageProps) {
  return (
    <MessagePage site={site} title="Erase your data">
      <p className="lede">
        Press the button to have everything erased that {site.name} holds about{' '}
        <strong className="address">{errand.address}</strong>. Nobody can undo it.
      </p>
      <h2>What is erased</h2>
      <ul className="points">
        <li>Your address, your preferences and your votes.</li>
        <li>When, where and in which words you agreed, and why you left.</li>
        <li>Of each mail to you, where it went, its name at the service that sent it, and why it failed.</li>
      </ul>
      <h2>What stays</h2>
      <ul className="points">
        <li>
          In the accounts of past issues, a number in place of you: that the issue was meant for somebody, and
          whether it was accepted, delivered or opened.
        </li>
        <li>
          A hash of your address, by which it can be recognised but not read. It keeps an old list from
          bringing you back. You can subscribe anew yourself, unless mail to the address bounced or you had
          called it unwanted.
        </li>
        <li>
          What the service that sends our mails has noted of them, and our backups, until each is deleted by
          its own rules.
        </li>
      </ul>
      <p>
        If a mail to you is just being sent, it may still arrive, and your address is kept with it under seal
        until we know what became of it: a day at most.
      </p>
      <ErrandButton kind="erase" token={token} words="Erase everything" />
      <p className="aside">Changed your mind? Close this page, and nothing is erased.</p>
    </MessagePage>
  )
}

export function ErasedPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Everything is erased">
      <p className="lede">You get no further mail from {site.name}, not even about this.</p>
      <p>Links in mails that you still have open nothing any more; to unsubscribe with them does no harm.</p>
      <p className="more">
        <a href="/">To the front page</a>
      </p>
    </MessagePage>
  )
}

export function NotErasedPage({ site, token }: { site: Site; token: string }) {
  return (
    <MessagePage site={site} title="Not erased yet">
      <p className="lede">
        One of the places that hold mails to you did not answer, so nothing was erased at all. Please press
        the button again in a minute.
      </p>
      <ErrandButton kind="erase" token={token} words="Erase everything" />
    </MessagePage>
  )
}
