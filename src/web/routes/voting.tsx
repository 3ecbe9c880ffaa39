import { Hono, type Context as Request } from 'hono'
import { castVotes } from '../../actions/vote/cast.ts'
import { type BallotLink, openBallot } from '../../actions/vote/open-ballot.ts'
import { deadReaderLink } from '../dead-reader-link.tsx'
import { capabilityHeaders } from '../headers.ts'
import { NothingToVoteOnPage, VotesRestPage } from '../pages/closed-vote-pages.tsx'
import { VotedPage, VotingPage } from '../pages/voting-pages.tsx'
import { parseSlug } from '../params.ts'
import { readForm } from '../read-form.ts'
import { toHtml } from '../to-html.ts'
import { votesInQuery } from '../votes-in-query.ts'
import type { WebParts } from '../web-parts.ts'

const VOTES = '/votes/:token/:comparison'

/** Subscribers' votes, through the links in their mails. */
export function votingRoutes({ context, site }: WebParts): Hono {
  const web = new Hono()
  web.use('/votes/*', capabilityHeaders)

  web.get(VOTES, async (c) => {
    const { token, slug } = params(c)
    const link = await openBallot(context, token, slug)
    if (link.outcome !== 'open') return deadEnd(c, link)
    const { comparison, votes } = link
    const chosen = new Map([...votes, ...votesInQuery(c, comparison)])
    return c.html(toHtml(<VotingPage {...{ site, token, comparison, votes, chosen }} />))
  })

  web.post(VOTES, async (c) => {
    const { token, slug } = params(c)
    const cast = await castVotes(context, token, slug, await readForm(c))
    if (cast.outcome === 'cast') return c.redirect(`/votes/${token}/${slug}/done`, 303)
    if (cast.outcome !== 'refused') return deadEnd(c, cast)
    const { comparison, votes, problem } = cast
    return c.html(toHtml(<VotingPage {...{ site, token, comparison, votes, chosen: votes, problem }} />), 422)
  })

  web.get(`${VOTES}/done`, async (c) => {
    const { token, slug } = params(c)
    const link = await openBallot(context, token, slug)
    if (link.outcome !== 'open') return deadEnd(c, link)
    const { comparison, votes } = link
    return c.html(toHtml(<VotedPage {...{ site, token, comparison, votes }} />))
  })

  function params(c: Request<object, typeof VOTES>) {
    return { token: c.req.param('token'), slug: parseSlug(c.req.param('comparison')) ?? '' }
  }

  /** What a link that can't vote leads to. */
  function deadEnd(c: Request, link: Exclude<BallotLink, { outcome: 'open' }>) {
    switch (link.outcome) {
      case 'not-subscribed': {
        const { reader, comparison } = link
        const chosen = votesInQuery(c, comparison)
        return c.html(toHtml(<VotesRestPage {...{ site, reader, comparison, chosen }} />), 403)
      }
      case 'no-comparison':
        return c.html(toHtml(<NothingToVoteOnPage site={site} />), 404)
      default:
        return deadReaderLink(c, { site, token: c.req.param('token')!, outcome: link.outcome })
    }
  }

  return web
}
