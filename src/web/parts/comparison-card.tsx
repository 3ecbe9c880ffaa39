import { type Comparison, comparisonTitle } from '../../domain/comparison.ts'
import type { ReviewedTool } from '../../domain/tool.ts'
import { formatShare } from '../../domain/verdict.ts'
import { Seats } from './seats.tsx'

/** A comparison in a list: what meets what, and how the panel took it. */
export function ComparisonCard({ comparison }: { comparison: Comparison<ReviewedTool> }) {
  return (
    <li className="card">
      <p className="eyebrow">{categoriesOf(comparison)}</p>
      <h3>
        <a href={`/compare/${comparison.slug}`}>{comparisonTitle(comparison)}</a>
      </h3>
      <ul className="standings">
        {comparison.tools.map((tool) => (
          <Standing key={tool.slug} tool={tool} />
        ))}
      </ul>
    </li>
  )
}

function Standing({ tool }: { tool: ReviewedTool }) {
  return (
    <li>
      <span className="name">{tool.name}</span> <Seats reviews={tool.reviews} />{' '}
      <span className="share">
        {formatShare(tool.panelVerdict)}
        <span className="visually-hidden"> of the panel says ship</span>
      </span>
    </li>
  )
}

/** Two tools mostly share a category; it is said once then. */
function categoriesOf({ tools }: Comparison<ReviewedTool>): string {
  return [...new Set(tools.map(({ category }) => category.name))].join(' · ')
}
