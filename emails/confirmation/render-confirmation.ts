import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import { type Site, siteHost } from '../site.ts'

/** The mail that asks a new subscriber whether it was really them. */
export function renderConfirmation({ site, confirmUrl }: { site: Site; confirmUrl: string }): RenderedMail {
  return renderLetter({
    site,
    subject: `Confirm your subscription to ${site.name}`,
    title: 'Confirm your subscription',
    preheader: `Confirm, and the next issue of ${site.name} comes to you.`,
    opening: `Someone, probably you, asked at ${siteHost(site)} for ${site.name} to be sent to this address. Please confirm that you want it.`,
    action: { words: 'Confirm subscription', url: confirmUrl },
    closing:
      'The link works for 72 hours. If it was not you who asked, ignore this mail: nothing will be sent to you.',
  })
}
