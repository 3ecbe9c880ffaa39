import type { Verdict } from '../../domain/verdict.ts'
import { VerdictBadge } from '../parts/verdict-badge.tsx'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

/** Recorded with a consent that begins here: the page's path, without the token. */
const PAGE = '/confirm'

interface ConfirmPageProps {
  readonly site: Site
  readonly token: string
  readonly address: string
  readonly votes: readonly { readonly tool: string; readonly verdict: Verdict }[]
}

/** One button, as a link scanner follows links and presses none. `address` is masked. */
export function ConfirmPage({ site, token, address, votes }: ConfirmPageProps) {
  return (
    <MessagePage site={site} title="Confirm your subscription">
      <p className="lede">
        Press the button, and {site.name} comes to <strong className="address">{address}</strong> once a week.
      </p>
      {votes.length === 0 ? null : (
        <>
          <p>These votes count from then on, and you can change them at any time:</p>
          <ul className="votes">
            {votes.map(({ tool, verdict }) => (
              <li key={tool}>
                <VerdictBadge verdict={verdict} /> {tool}
              </li>
            ))}
          </ul>
        </>
      )}
      <form method="post" action={`/confirm/${token}`}>
        <button type="submit">Yes, subscribe me</button>
      </form>
      <p className="aside">Not you? Close this page, and nothing will be sent.</p>
    </MessagePage>
  )
}

export function AlreadyConfirmedPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="You are subscribed already">
      <p className="lede">
        This link has done its work: the subscription is confirmed, and there is nothing left to do.
      </p>
      <p className="more">
        <a href="/#comparisons">Read the comparisons</a> <a href="/issues">Past issues</a>
      </p>
    </MessagePage>
  )
}

export function ReplacedConfirmationPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="There is a newer link" signUp={{ page: PAGE }}>
      <p className="lede">
        Another mail was asked for after this one, and only the newest link works. Look for the newest mail
        from {site.name}, or ask for one more:
      </p>
    </MessagePage>
  )
}

export function ExpiredConfirmationPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="This link has expired" signUp={{ page: PAGE }}>
      <p className="lede">
        A link to confirm works for 72 hours, and not after you have unsubscribed. Ask for a new one, and it
        is in your mailbox in a minute.
      </p>
    </MessagePage>
  )
}

export function InvalidConfirmationPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="This link does not work" signUp={{ page: PAGE }}>
      <p className="lede">
        It may have been cut short on its way: copy the whole link from the mail, or ask for a new one here.
      </p>
    </MessagePage>
  )
}
