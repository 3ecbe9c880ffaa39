import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import { type Site, siteHost } from '../site.ts'

export interface UnsavedVote {
  readonly site: Site
  /** Both tools' names: "Left vs Right". */
  readonly comparison: string
  /** What was chosen: "ship on Left, skip on Right". */
  readonly votes: string
  readonly votingUrl: string
}

/** The mail to a subscriber whose address was entered with votes: whoever did that may be somebody else. */
export function renderUnsavedVote({ site, comparison, votes, votingUrl }: UnsavedVote): RenderedMail {
  return renderLetter({
    site,
    subject: `Is this your vote on ${comparison}?`,
    title: 'Is this your vote?',
    preheader: 'Nothing is saved yet. Here is the link that does it.',
    opening: `Someone, probably you, voted on ${comparison} at ${siteHost(site)} with this address: ${votes}. The address is subscribed already, and only its owner votes with it, so nothing has been saved.`,
    action: { words: 'Open your vote', url: votingUrl },
    closing:
      'There one press of a button saves it, and you can change it at any time. If it was not you who voted, there is nothing to do.',
  })
}
