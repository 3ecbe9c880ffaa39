import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import { type Site, siteHost } from '../site.ts'

/** The mail to a subscriber whose address was entered once more: the form itself gives nothing away. */
export function renderAlreadySubscribed(mail: { site: Site; preferencesUrl: string }): RenderedMail {
  const { site, preferencesUrl } = mail
  return renderLetter({
    site,
    subject: `You are already subscribed to ${site.name}`,
    title: 'You are already subscribed',
    preheader: 'Nothing has changed. Here is the link to your preferences.',
    opening: `Someone, probably you, asked at ${siteHost(site)} for ${site.name} to be sent to this address. It already is, so nothing has changed.`,
    action: { words: 'Open your preferences', url: preferencesUrl },
    closing:
      'There you see what you get, and can unsubscribe. If it was not you who asked, there is nothing to do.',
  })
}
