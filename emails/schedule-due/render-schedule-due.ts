import { renderLetter } from '../letter/render-letter.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Site } from '../site.ts'

/** The mail that tells editors that a week's time is near and that nobody has scheduled its draft. */
export function renderScheduleDue({
  site,
  issueNumber,
  isEmpty,
  ahead,
  time,
  next,
}: {
  readonly site: Site
  readonly issueNumber: number
  /** Whether it has no comparisons. */
  readonly isEmpty: boolean
  readonly ahead: 'day' | 'hour'
  /** The week's time, with the zone. */
  readonly time: string
  /** That of the week whose draft it is otherwise; nothing where that week has its issue. */
  readonly next: string | undefined
}): RenderedMail {
  const within = ahead === 'hour' ? 'within the hour' : 'within a day'
  const otherwise =
    next === undefined ? 'it stays a draft, of no week' : `it becomes the draft of the next week, ${next}`
  return renderLetter({
    site,
    subject: `Issue ${issueNumber} is due ${within} and is not scheduled`,
    title: `Issue ${issueNumber} is not scheduled`,
    preheader: `Its week's time is ${time}. Unless somebody schedules it, nothing goes out.`,
    opening: `The time of this week’s issue is ${time}. Nobody has scheduled issue ${issueNumber}, its draft.${isEmpty ? ' Nothing is in it yet: give it comparisons first, under Compose.' : ''} If nobody does by then, it does not go out, and ${otherwise}.`,
    action: {
      words: isEmpty ? 'Put it together, and schedule it' : 'Look at it and schedule it',
      url: `${site.url}/desk/issues/${issueNumber}/schedule`,
    },
    closing:
      'You get this mail because you are an editor. If there is to be no issue this week, skip the week in the calendar: then nobody is told again.',
  })
}
