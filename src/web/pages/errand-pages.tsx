import type { Reader } from '../../actions/subscriber/reader-link.ts'
import { ERRAND_HOURS } from '../../domain/errand.ts'
import { ErrandButton, type ErrandPageProps } from '../parts/errand-button.tsx'
import { MailboxAside } from '../parts/mailbox-aside.tsx'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

/** After a form of the preferences page: the same words whether a mail leaves or was sent a moment ago. */
export function ErrandAskedPage({ site, reader }: { site: Site; reader: Reader }) {
  return (
    <MessagePage site={site} title="Look in your mailbox">
      <p className="lede">
        A mail is on its way to <strong className="address">{reader.address}</strong>. It asks whether you
        meant it: until you press the button behind its link, nothing happens.
      </p>
      <p>
        The link works for {ERRAND_HOURS} hours. Asked more than once? We send one such mail in ten minutes
        and three a day, and only the link in the newest works.
      </p>
      <MailboxAside site={site} />
    </MessagePage>
  )
}

export function DownloadPage({ site, token, errand }: ErrandPageProps) {
  return (
    <MessagePage site={site} title="Download your data">
      <p className="lede">
        Press the button to get everything that {site.name} holds about{' '}
        <strong className="address">{errand.address}</strong>.
      </p>
      <ErrandButton kind="download" token={token} words="Download my data" />
      <p className="aside">
        It is a file in JSON, which any text editor opens. The button works once: keep the file.
      </p>
    </MessagePage>
  )
}

export function ExpiredErrandPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="This link has expired">
      <p className="lede">
        It worked for {ERRAND_HOURS} hours, and nothing was done. To ask again, open your preferences with the
        link at the foot of any issue.
      </p>
    </MessagePage>
  )
}

export function ClosedErrandPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="This link has done its work">
      <p className="lede">
        It works once. Either what it was for is done, or you asked again and a newer mail holds the link that
        counts.
      </p>
      <p>To ask once more, open your preferences with the link at the foot of any issue.</p>
    </MessagePage>
  )
}

export function InvalidErrandPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="This link does not work">
      <p className="lede">
        It may have been cut short on its way: copy the whole link from the mail. To ask for a new one, open
        your preferences with the link at the foot of any issue.
      </p>
    </MessagePage>
  )
}
