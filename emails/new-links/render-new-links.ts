import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail to a subscriber whose links were replaced. */
export function renderNewLinks({
  site,
  preferencesUrl,
}: {
  site: Site
  preferencesUrl: string
}): RenderedMail {
  return renderLetter({
    site,
    subject: `Your new link to ${site.name}`,
    title: 'Your new link',
    preheader: 'The links in earlier mails do nothing any more, but for unsubscribing.',
    opening:
      'Your links were replaced, as was asked for on your preferences page. Those in earlier mails do nothing any more, but for unsubscribing. This is the one that works:',
    action: { words: 'Open your preferences', url: preferencesUrl },
    closing:
      'If it was not you who asked, somebody else had one of your links: it is of no use to them now, and there is nothing to do.',
  })
}
