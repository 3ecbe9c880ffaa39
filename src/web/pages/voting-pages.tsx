import type { Ballot, Votes } from '../../domain/ballot.ts'
import { type Comparison, comparisonTitle } from '../../domain/comparison.ts'
import type { JudgedTool } from '../../domain/tool.ts'
import { Layout } from '../layout.tsx'
import { Problem } from '../parts/problem.tsx'
import { ToolSide } from '../parts/tool-side.tsx'
import { VerdictBadge } from '../parts/verdict-badge.tsx'
import { VoteChoice } from '../parts/vote-choice.tsx'
import type { Site } from '../site.ts'

interface VotingPageProps {
  readonly site: Site
  readonly token: string
  readonly comparison: Comparison
  /** What is saved, on these tools and others. */
  readonly votes: Votes
}

/** One button, as a link scanner follows links and presses none. */
export function VotingPage({
  site,
  token,
  comparison,
  votes,
  chosen,
  problem,
}: VotingPageProps & { chosen: Ballot; problem?: string }) {
  const { slug, tools } = comparison
  return (
    <Layout site={site} title={`Your vote on ${comparisonTitle(comparison)}`}>
      <header className="title sheet">
        <p className="eyebrow">Your vote</p>
        <h1>{comparisonTitle(comparison)}</h1>
        <p className="lede">
          Ship or skip? Say it of one or of both, and press the button below. You can change your votes at any
          time.
        </p>
      </header>
      <form className="sheet" method="post" action={`/votes/${token}/${slug}`}>
        <div className="sides">
          {tools.map((tool) => (
            <ToolSide key={tool.slug} tool={tool}>
              <VoteChoice tool={tool} chosen={chosen.get(tool.slug)} voted={votes.has(tool.slug)} />
            </ToolSide>
          ))}
        </div>
        <Problem id="vote-problem" problem={problem} />
        <button type="submit">Save my votes</button>
      </form>
    </Layout>
  )
}

/** After the button: what counts now. */
export function VotedPage({ site, token, comparison, votes }: VotingPageProps) {
  const { slug, tools } = comparison
  const voted = tools.some((tool) => votes.has(tool.slug))
  const title = voted ? 'Your votes are saved' : 'You have no vote on these two'
  return (
    <Layout site={site} title={title}>
      <header className="title sheet">
        <p className="eyebrow">{comparisonTitle(comparison)}</p>
        <h1>{title}</h1>
        <p className="lede" role="status">
          {voted ? 'This is how the two stand now, your votes included.' : 'You can vote at any time.'}
        </p>
      </header>
      <div className="sheet">
        <div className="sides">
          {tools.map((tool) => (
            <ToolSide key={tool.slug} tool={tool}>
              <Said tool={tool} votes={votes} />
            </ToolSide>
          ))}
        </div>
        <p className="more">
          <a href={`/votes/${token}/${slug}`}>{voted ? 'Change your votes' : 'Vote'}</a>{' '}
          <a href={`/compare/${slug}`}>Back to the comparison</a>
        </p>
      </div>
    </Layout>
  )
}

function Said({ tool, votes }: { tool: JudgedTool; votes: Votes }) {
  const verdict = votes.get(tool.slug)
  if (!verdict) return <p>You have no vote on {tool.name}.</p>
  return (
    <p>
      You say <VerdictBadge verdict={verdict} />
    </p>
  )
}
