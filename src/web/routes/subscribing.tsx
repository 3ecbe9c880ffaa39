import { Hono, type Context as Request } from 'hono'
import { z } from 'zod'
import { listCategories } from '../../actions/category/list.ts'
import {
  readSignUpSelection,
  type SignUpSelection,
} from '../../actions/preferences/read-sign-up-selection.ts'
import { confirmSubscription, readConfirmationLink } from '../../actions/subscriber/confirm.ts'
import { createSignUpTaker } from '../../actions/subscriber/sign-up.ts'
import { readSignUpBallot } from '../../actions/vote/read-sign-up-ballot.ts'
import { readFormTime } from '../../domain/form-time.ts'
import type { SelectionForm } from '../../domain/preferences.ts'
import type { Work } from '../../domain/work.ts'
import type { SignUpLimits } from '../../limits/sign-up-limits.ts'
import { createClientNetwork } from '../client-network.ts'
import { capabilityHeaders } from '../headers.ts'
import {
  AlreadyConfirmedPage,
  ConfirmPage,
  ExpiredConfirmationPage,
  InvalidConfirmationPage,
  ReplacedConfirmationPage,
} from '../pages/confirmation-pages.tsx'
import { CrowdedNetworkPage, CrowdedPage, PressAgainPage } from '../pages/repeat-pages.tsx'
import {
  REQUESTED,
  RequestedPage,
  SEND_AGAIN,
  SendAgainPage,
  SignUpPage,
  WelcomePage,
} from '../pages/subscription-pages.tsx'
import { parseSlug } from '../params.ts'
import type { SignUpFormProps } from '../parts/sign-up-form.tsx'
import { readForm } from '../read-form.ts'
import { readSelectionFields } from '../read-selection.ts'
import { toHtml } from '../to-html.ts'
import type { WebParts } from '../web-parts.ts'

const FORM = '/subscriptions'

const signUp = z.object({
  address: z.string().catch(''),
  /** Recorded with the consent; what is no path of ours is not believed. */
  page: z
    .string()
    .max(200)
    .regex(/^\/[a-z0-9/-]*$/)
    .catch(FORM),
  /** The comparison that the form lets them vote on. */
  comparison: z.string().transform(parseSlug).optional().catch(undefined),
  shown: z.string().catch(''),
  /** The honeypot. */
  comment: z.string().catch(''),
})

/** What was chosen on a form, with what is wrong with it. */
interface SentForm extends Pick<SignUpFormProps, 'page'> {
  readonly ballot: Awaited<ReturnType<typeof readSignUpBallot>>
  readonly chosen: SelectionForm
  readonly selection: SignUpSelection
}

/** From the form to the confirmed subscription. */
export function subscribingRoutes({
  context,
  site,
  limits,
  enqueue,
}: WebParts & { limits: SignUpLimits; enqueue: (work: readonly Work[]) => void }): Hono {
  const { linkKeys, signUps } = context.config
  const take = createSignUpTaker(context, limits)
  const networkOf = createClientNetwork(context)
  const web = new Hono()

  web.get(FORM, async (c) => {
    const selection = { categories: await listCategories(context), chosen: null, frequency: 'weekly' }
    return c.html(toHtml(<SignUpPage site={site} page={FORM} selection={selection} />))
  })

  web.post(FORM, async (c) => {
    const form = await readForm(c)
    const { address, page, comparison, shown, comment } = signUp.parse(form)
    if (comment !== '') return c.redirect(REQUESTED, 303)
    const ballot = comparison === undefined ? undefined : await readSignUpBallot(context, comparison, form)
    const chosen = readSelectionFields(form)
    const selection = await readSignUpSelection(context, chosen)
    const again = () => sameForm({ page, ballot, chosen, selection })
    const shownAt = readFormTime(linkKeys, shown)
    if (isTooQuick(shownAt)) {
      return c.html(
        toHtml(<PressAgainPage {...(await again())} repeat={{ address, shown: shownAt && shown }} />),
        422,
      )
    }
    if ((ballot && 'problem' in ballot) || 'problems' in selection) {
      return c.html(toHtml(<SignUpPage {...(await again())} refused={{ address }} />), 422)
    }
    const request = await take({ address, page, ballot, ...selection, network: networkOf(c) })
    switch (request.outcome) {
      case 'refused': {
        const refused = { address, problem: request.problem }
        return c.html(toHtml(<SignUpPage {...(await again())} refused={refused} />), 422)
      }
      case 'too-many': {
        const { from, waitMs } = request
        const [Page, status] =
          from === 'network' ? [CrowdedNetworkPage, 429 as const] : [CrowdedPage, 503 as const]
        c.header('Retry-After', String(Math.ceil(waitMs / 1000)))
        return c.html(toHtml(<Page {...(await again())} repeat={{ address }} waitMs={waitMs} />), status)
      }
      case 'mailed':
        enqueue(request.work)
        return c.redirect(REQUESTED, 303)
    }
  })

  /** Quicker than a person, or without our word on when the form was shown. */
  function isTooQuick(shownAt: Date | undefined): boolean {
    if (signUps.seconds === 0) return false
    return !shownAt || Date.now() - shownAt.getTime() < signUps.seconds * 1000
  }

  /** The form once more, with everything that was chosen. */
  async function sameForm({ page, ballot, chosen, selection }: SentForm): Promise<SignUpFormProps> {
    const voted = ballot && {
      paper: ballot.paper,
      ...('problem' in ballot ? { problem: ballot.problem } : { chosen: ballot.votes }),
    }
    const problems = 'problems' in selection ? { problems: selection.problems } : {}
    const asked = chosen.offered.length > 0
    const choices = asked ? { ...chosen, categories: await listCategories(context), ...problems } : undefined
    return { site, page, ballot: voted, selection: choices }
  }

  web.get(REQUESTED, (c) => c.html(toHtml(<RequestedPage site={site} />)))

  web.get(SEND_AGAIN, (c) => c.html(toHtml(<SendAgainPage site={site} />)))

  web.use('/confirm/*', capabilityHeaders)

  web.get('/confirm/:token', async (c) => {
    const token = c.req.param('token')
    const link = await readConfirmationLink(context, token)
    if (link.outcome === 'already-confirmed') return c.html(toHtml(<AlreadyConfirmedPage site={site} />))
    if (link.outcome !== 'open') return deadEnd(c, link.outcome)
    return c.html(toHtml(<ConfirmPage site={site} token={token} address={link.address} votes={link.votes} />))
  })

  web.post('/confirm/:token', async (c) => {
    const result = await confirmSubscription(context, c.req.param('token'))
    switch (result.outcome) {
      case 'confirmed':
        enqueue(result.work)
        return c.redirect(`/preferences/${result.readerToken}/welcome`, 303)
      case 'open':
      case 'already-confirmed':
        return c.redirect('/welcome', 303)
      default:
        return deadEnd(c, result.outcome)
    }
  })

  /** What a link that confirms nothing leads to. */
  function deadEnd(c: Request, outcome: 'replaced' | 'expired' | 'invalid') {
    switch (outcome) {
      case 'replaced':
        return c.html(toHtml(<ReplacedConfirmationPage site={site} />), 410)
      case 'expired':
        return c.html(toHtml(<ExpiredConfirmationPage site={site} />), 410)
      case 'invalid':
        return c.html(toHtml(<InvalidConfirmationPage site={site} />), 404)
    }
  }

  web.get('/welcome', (c) => c.html(toHtml(<WelcomePage site={site} />)))

  return web
}
