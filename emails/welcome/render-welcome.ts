import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail to a new subscriber for whom there is no issue yet. */
export function renderWelcome({
  site,
  preferencesUrl,
}: {
  site: Site
  preferencesUrl: string
}): RenderedMail {
  return renderLetter({
    site,
    subject: `Welcome to ${site.name}`,
    title: `Welcome to ${site.name}`,
    preheader: 'You are subscribed. The next issue comes by itself.',
    opening: 'Thank you for confirming: you are subscribed, and the next issue comes to you by itself.',
    action: { words: 'Choose what you get', url: preferencesUrl },
    closing:
      'There you choose categories, how often you get a mail, and pause or unsubscribe. Each mail carries that link, so you need no password.',
  })
}
