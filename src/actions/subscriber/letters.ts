import { keepLetter } from '../../../db/queries/letter.ts'
import { renderAlreadySubscribed } from '../../../emails/already-subscribed/render-already-subscribed.ts'
import { renderConfirmation } from '../../../emails/confirmation/render-confirmation.ts'
import type { RenderedMail } from '../../../emails/rendered-mail.ts'
import { renderUnsavedVote } from '../../../emails/unsaved-vote/render-unsaved-vote.ts'
import type { Context } from '../../context.ts'
import { comparisonTitle } from '../../domain/comparison.ts'
import { TOKEN_GAP } from '../../domain/letter.ts'
import { readerLinks } from '../../sending/links.ts'
import { sender } from '../outbox/sender.ts'
import type { SignUpBallot } from '../vote/read-sign-up-ballot.ts'

type LetterKind = 'confirmation' | 'already-subscribed'

/** The ids of the letters that a request is answered with. */
export interface Letters extends Readonly<Record<LetterKind, number>> {
  /** Of the letter to a subscriber whose address came with votes; kept when it is first asked for. */
  unsavedVote(ballot: SignUpBallot): Promise<number>
}

/** Renders the letters, once for all their readers, and keeps them where the outbox finds them. */
export async function keepLetters({ db, config }: Context): Promise<Letters> {
  const { site } = config
  const confirmUrl = `${site.url}/confirm/${TOKEN_GAP}`
  const { preferences: preferencesUrl } = readerLinks(site.url, TOKEN_GAP)
  const unsavedVotes = new Map<string, Promise<number>>()
  return {
    confirmation: await keep('confirmation', renderConfirmation({ site, confirmUrl })),
    'already-subscribed': await keep('already-subscribed', renderAlreadySubscribed({ site, preferencesUrl })),
    unsavedVote: (ballot) => {
      const vote = { site, ...describe(ballot) }
      const key = `${vote.comparison} ${vote.votingUrl}`
      const kept = unsavedVotes.get(key) ?? keep('already-subscribed', renderUnsavedVote(vote))
      unsavedVotes.set(key, kept)
      return kept
    },
  }

  /** In the order of the tools, so that the same choices are the same letter. */
  function describe({ paper, votes }: SignUpBallot) {
    const chosen = paper.tools.filter(({ slug }) => votes.has(slug))
    const query = chosen.map(({ slug }) => `${slug}=${votes.get(slug)}`).join('&')
    return {
      comparison: comparisonTitle(paper),
      votes: chosen.map(({ slug, name }) => `${votes.get(slug)} on ${name}`).join(', '),
      votingUrl: `${site.url}/votes/${TOKEN_GAP}/${paper.slug}?${query}`,
    }
  }

  function keep(kind: LetterKind, rendered: RenderedMail): Promise<number> {
    return keepLetter(db, { ...sender(config), ...rendered, tags: { kind } })
  }
}
