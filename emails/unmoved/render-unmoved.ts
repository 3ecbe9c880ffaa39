import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail to a subscriber whose subscription was to move to where it is: the form itself gives nothing away. */
export function renderUnmoved(mail: { site: Site; preferencesUrl: string }): RenderedMail {
  const { site, preferencesUrl } = mail
  return renderLetter({
    site,
    subject: `${site.name} comes to this address already`,
    title: 'This is your address already',
    preheader: 'Nothing has changed.',
    opening: `Someone, probably you, asked on your preferences page for ${site.name} to go to this address. It already does, so nothing has changed.`,
    action: { words: 'Open your preferences', url: preferencesUrl },
    closing:
      'To move your subscription, enter the other address there. If it was not you who asked, there is nothing to do.',
  })
}
