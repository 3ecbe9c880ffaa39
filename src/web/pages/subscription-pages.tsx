import { Layout } from '../layout.tsx'
import { MailboxAside } from '../parts/mailbox-aside.tsx'
import { SignUpForm, type SignUpFormProps } from '../parts/sign-up-form.tsx'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

/** The form on a page of its own, and what a refused attempt comes back to. */
export function SignUpPage({ site, page, refused, ballot, selection }: SignUpFormProps) {
  const check = refused && whatToCheck({ refused, ballot })
  return (
    <Layout site={site} title={check ?? 'Subscribe'}>
      <div className="message sheet">
        <h1>{check ?? `Subscribe to ${site.name}`}</h1>
        {refused ? null : <p>Two tools side by side, judged by a panel: one mail a week.</p>}
        <SignUpForm {...{ site, page, refused, ballot, selection }} />
      </div>
    </Layout>
  )
}

function whatToCheck({ refused, ballot }: Pick<SignUpFormProps, 'refused' | 'ballot'>): string {
  if (ballot?.problem !== undefined) return 'Please check your vote'
  return refused?.problem === undefined ? 'Please check what you chose' : 'Please check the address'
}

/** The path of the page for who waits in vain, recorded with what is asked for there. */
export const SEND_AGAIN = '/subscriptions/again'

/** For who waits in vain. It can't say whether there was a mail: that would tell who is subscribed. */
export function SendAgainPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Send it again" signUp={{ page: SEND_AGAIN }}>
      <p className="lede">
        Enter the address once more, and look closely at its spelling. Of several mails only the link in the
        newest works.
      </p>
      <p>
        So that nobody can flood a stranger’s mailbox, an address is sent few mails a day, some minutes apart.
      </p>
    </MessagePage>
  )
}

/** The path of the page that follows the form. */
export const REQUESTED = '/subscriptions/requested'

/** After the form: the same words whether or not the address was known. */
export function RequestedPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Look in your mailbox">
      <p className="lede">A mail is on its way to the address you gave.</p>
      <p>
        New here? The mail holds a link to confirm that it was you; it works for 72 hours. Already subscribed?
        Then it says so, and nothing changes.
      </p>
      <p>If you voted, your vote counts once you have pressed the button on the page behind the link.</p>
      <p>
        If it has not come after some minutes, look among the junk mail, or have it{' '}
        <a href={SEND_AGAIN}>sent again</a>.
      </p>
      <MailboxAside site={site} />
    </MessagePage>
  )
}

/** The reader is in. */
export function WelcomePage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="You are subscribed">
      <p className="lede">Thank you for confirming. The next issue of {site.name} comes to you.</p>
      <p>
        Each mail carries a link to your preferences and one to unsubscribe, so you need no account and no
        password.
      </p>
      <p className="more">
        <a href="/#comparisons">Read the comparisons</a> <a href="/issues">Past issues</a>
      </p>
    </MessagePage>
  )
}
