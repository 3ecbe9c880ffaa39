import { moveWords } from '../../domain/consent-words.ts'
import { ERRAND_HOURS } from '../../domain/errand.ts'
import { ErrandButton, type ErrandPageProps } from '../parts/errand-button.tsx'
import { ChangeAddressForm, type ChangeAddressFormProps } from '../parts/errand-forms.tsx'
import { MailboxAside } from '../parts/mailbox-aside.tsx'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

/** What a refused attempt to change the address comes back to. */
export function ChangeAddressPage({ site, ...form }: { site: Site } & ChangeAddressFormProps) {
  return (
    <MessagePage site={site} title="Please check the address">
      <ChangeAddressForm {...form} />
    </MessagePage>
  )
}

export function MovePage({ site, token, errand }: ErrandPageProps) {
  return (
    <MessagePage site={site} title="Move your subscription">
      <p className="lede">
        From <strong className="address">{errand.address}</strong> to{' '}
        <strong className="address">{errand.newAddress}</strong>: press the button if you mean it. Then a mail
        to the new address asks there, too.
      </p>
      <ErrandButton kind="move" token={token} words="Yes, move it" />
      <p className="aside">Not you? Close this page, and everything stays as it is.</p>
    </MessagePage>
  )
}

export function MoveUnderWayPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Now look in your new mailbox">
      <p className="lede">
        A mail is on its way to the new address. Your subscription moves there once you press the button
        behind the link in it; the link works for {ERRAND_HOURS} hours.
      </p>
      <p>
        If it has not come after some minutes, look among the junk mail. Until then you get {site.name} where
        you got it before.
      </p>
      <MailboxAside site={site} />
    </MessagePage>
  )
}

export function AdoptPage({ site, token, errand }: ErrandPageProps) {
  return (
    <MessagePage site={site} title="Is this your new address?">
      <p className="lede">
        Press the button, and {site.name} comes to <strong className="address">{errand.newAddress}</strong>.
      </p>
      <ErrandButton kind="adopt" token={token} words="Yes, send it here" />
      <p className="aside">{moveWords(site.name)}</p>
      <p className="aside">Not you? Close this page, and nothing will be sent to you.</p>
    </MessagePage>
  )
}

export function MovedPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="Your subscription has moved">
      <p className="lede">
        The next issue of {site.name} comes to your new address, with new links to your preferences and to
        unsubscribe.
      </p>
      <p>
        Links in mails that you got at the old address still unsubscribe, and do nothing else any more. We
        have told the old address that you moved.
      </p>
      <MailboxAside site={site} />
    </MessagePage>
  )
}

export function SuppressedAddressPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="We can’t send to this address">
      <p className="lede">
        Mail to it came back, or was called unwanted there, so it is on the list of addresses that we never
        mail. Your subscription stays where it was.
      </p>
      <p>
        To move it elsewhere, open your preferences with the link at the foot of any issue and enter another
        address.
      </p>
    </MessagePage>
  )
}
