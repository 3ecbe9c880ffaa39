import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The last mail to an address that a subscription has left. `newAddress` is masked. */
export function renderMoved(mail: { site: Site; unsubscribeUrl: string; newAddress: string }): RenderedMail {
  const { site, unsubscribeUrl, newAddress } = mail
  return renderLetter({
    site,
    subject: `Your subscription to ${site.name} has moved`,
    title: 'Your subscription has moved',
    preheader: `It goes to ${newAddress} from now on.`,
    opening: `As was asked and confirmed from both mailboxes, ${site.name} goes to ${newAddress} from now on, and no longer to this address.`,
    action: { words: 'Unsubscribe', url: unsubscribeUrl },
    closing:
      'If it was not you who did that, press the button to end the subscription wherever it goes. The links in the mails that you got here do the same, and nothing else any more.',
  })
}
