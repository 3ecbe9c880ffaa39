import type { Review } from '../../domain/review.ts'
import { scorecard } from '../../domain/scorecard.ts'
import type { JudgedTool } from '../../domain/tool.ts'
import { Paragraphs } from './paragraphs.tsx'
import { VerdictBadge } from './verdict-badge.tsx'

/** Each reviewer's verdict and reasons on both tools, side by side. */
export function Scorecard({ tools }: { tools: readonly [JudgedTool, JudgedTool] }) {
  const rows = scorecard(tools)
  return (
    <section className="scorecard sheet">
      <h2 className="section-title">Reviewer scorecard</h2>
      {rows.length === 0 ? <p className="empty">The panel has not reported yet.</p> : null}
      {rows.map(({ reviewer, sides }) => (
        <section key={reviewer.slug} className="seat">
          <header>
            <h3>{reviewer.name}</h3>
            <p>{reviewer.perspective}</p>
          </header>
          {sides.map(({ tool, review }) => (
            <Opinion key={tool.slug} tool={tool} review={review} />
          ))}
        </section>
      ))}
    </section>
  )
}

function Opinion({ tool, review }: { tool: JudgedTool; review: Review | undefined }) {
  if (!review) return <p className="opinion silent">No verdict on {tool.name} yet.</p>
  return (
    <div className="opinion">
      <h4>
        <VerdictBadge verdict={review.verdict} /> {tool.name}
      </h4>
      <blockquote>
        <Paragraphs text={review.quote} />
      </blockquote>
    </div>
  )
}
