import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail that tells editors that an issue stopped and waits for them. */
export function renderIssueHeld({
  site,
  issueNumber,
  issueTitle,
  hasLeft,
  because,
}: {
  readonly site: Site
  readonly issueNumber: number
  readonly issueTitle: string
  /** Whether some of it was sent, or may have been. */
  readonly hasLeft: boolean
  /** What an editor has to mend, in sentences. */
  readonly because: string
}): RenderedMail {
  return renderLetter({
    site,
    subject: `Issue ${issueNumber} is held: ${issueTitle}`,
    title: `Issue ${issueNumber} is held`,
    preheader: because,
    opening: hasLeft
      ? `“${issueTitle}” stopped and waits for an editor: until one has seen to it, whoever is still to be sent it does not get it. This is why. ${because}`
      : `“${issueTitle}” waits for an editor: nothing of it was sent, and nothing is until one has seen to it. This is why. ${because}`,
    action: { words: 'See how it goes on', url: `${site.url}/desk/issues/${issueNumber}/sending` },
    closing:
      'You get this mail because you are an editor. If another one has seen to it by now, there is nothing else to do.',
  })
}
