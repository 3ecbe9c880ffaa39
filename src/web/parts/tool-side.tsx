import type { JudgedTool } from '../../domain/tool.ts'
import { Paragraphs } from './paragraphs.tsx'
import { Seats } from './seats.tsx'
import { Share } from './share.tsx'

/** One side of a comparison: what the tool is, the two verdicts on it, and what it costs. */
export function ToolSide({ tool }: { tool: JudgedTool }) {
  return (
    <section className="side">
      <p className="eyebrow">{tool.category.name}</p>
      <h2>{tool.name}</h2>
      <p className="tagline">{tool.tagline}</p>
      <dl className="figures">
        <Share label="Panel verdict" tally={tool.panelVerdict} nobody="no reviews yet">
          <Seats reviews={tool.reviews} />
        </Share>
        <Share label="Community vote" tally={tool.communityVote} nobody="no votes yet" />
        <div className="figure price">
          <dt>Entry price</dt>
          <dd>
            <span className="number">{tool.entryPrice}</span>
            {tool.pricingNote ? <span className="note">{tool.pricingNote}</span> : null}
          </dd>
        </div>
      </dl>
      <div className="description">
        <Paragraphs text={tool.description} />
      </div>
    </section>
  )
}
