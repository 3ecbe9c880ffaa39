import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail that tells editors that an issue is about to go out and will not, as nobody approved it. */
export function renderApprovalDue({
  site,
  issueNumber,
  trouble,
  ahead,
  time,
}: {
  readonly site: Site
  readonly issueNumber: number
  /** What keeps it, in a sentence. */
  readonly trouble: string
  readonly ahead: 'day' | 'hour'
  /** When it goes out, with the zone. */
  readonly time: string
}): RenderedMail {
  const within = ahead === 'hour' ? 'within the hour' : 'within a day'
  return renderLetter({
    site,
    subject: `Issue ${issueNumber} goes out ${within} and is not approved`,
    title: `Issue ${issueNumber} is not approved`,
    preheader: `It is set for ${time}. Without an approval it is held.`,
    opening: `Issue ${issueNumber} is set for ${time}. ${trouble} If nobody approves it by then, it is not sent: it is held until somebody does and schedules it anew.`,
    action: { words: 'Look at it and approve it', url: `${site.url}/desk/issues/${issueNumber}/approval` },
    closing:
      'You get this mail because you are an editor. Once the issue is approved as it is, there is nothing else to do.',
  })
}
