import type { Reader } from '../../actions/subscriber/reader-link.ts'
import type { Ballot } from '../../domain/ballot.ts'
import { type Comparison, comparisonTitle } from '../../domain/comparison.ts'
import type { Site } from '../site.ts'
import { MessagePage } from './message-page.tsx'

interface VotesRestPageProps {
  readonly site: Site
  readonly reader: Reader
  readonly comparison: Comparison
  /** What the link asked for. */
  readonly chosen: Ballot
}

/** Votes of someone who has left are kept, and count again once they are back. */
export function VotesRestPage({ site, reader, comparison, chosen }: VotesRestPageProps) {
  const ended = reader.status === 'ended'
  const title = ended ? 'You are not subscribed' : 'One step is missing'
  return (
    <MessagePage site={site} title={title} signUp={{ page: '/votes', ballot: { paper: comparison, chosen } }}>
      <p className="lede">
        <strong className="address">{reader.address}</strong> is not {ended ? 'subscribed' : 'confirmed yet'},
        so it can’t vote on <a href={`/compare/${comparison.slug}`}>{comparisonTitle(comparison)}</a>.
      </p>
      <p>
        {ended
          ? 'Votes from before are kept, and count again once you are back:'
          : 'The newest mail that we sent holds the link to confirm. If it is lost, ask for another:'}
      </p>
    </MessagePage>
  )
}

export function NothingToVoteOnPage({ site }: { site: Site }) {
  return (
    <MessagePage site={site} title="There is nothing to vote on here">
      <p className="lede">
        The comparison was withdrawn, is not published yet, or the link has a slip in it. Votes that you cast
        before are kept.
      </p>
      <p className="more">
        <a href="/#comparisons">Other comparisons</a>
      </p>
    </MessagePage>
  )
}
