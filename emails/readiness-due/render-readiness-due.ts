import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail that tells editors that an issue is about to go out and will not, as it is not approved or its preflight is red. */
export function renderReadinessDue({
  site,
  issueNumber,
  approval,
  preflight,
  ahead,
  time,
}: {
  readonly site: Site
  readonly issueNumber: number
  /** What its approval wants, in a sentence, if anything. */
  readonly approval: string | undefined
  /** What is red, in sentences, if anything. */
  readonly preflight: string | undefined
  readonly ahead: 'day' | 'hour'
  /** When it goes out, with the zone. */
  readonly time: string
}): RenderedMail {
  const within = ahead === 'hour' ? 'within the hour' : 'within a day'
  const wants = [
    ...(approval === undefined ? [] : ['is not approved']),
    ...(preflight === undefined ? [] : ['its preflight is red']),
  ].join(', and ')
  const path = preflight === undefined ? 'approval' : 'preflight'
  return renderLetter({
    site,
    subject: `Issue ${issueNumber} goes out ${within} and ${wants}`,
    title: `Issue ${issueNumber} will be held`,
    preheader: `It is set for ${time}. As it is, it will not be sent.`,
    opening: [
      `Issue ${issueNumber} is set for ${time}.`,
      approval,
      preflight && `Its preflight is red. ${preflight}`,
      'Unless that is seen to by then, it is not sent: it is held until somebody sees to it and schedules it anew.',
    ]
      .filter(Boolean)
      .join(' '),
    action: { words: ACTIONS[path], url: `${site.url}/desk/issues/${issueNumber}/${path}` },
    closing:
      'You get this mail because you are an editor. Once that is seen to, there is nothing else to do.',
  })
}

const ACTIONS = {
  approval: 'Look at it and approve it',
  preflight: 'See what is red, and mend it',
} as const
