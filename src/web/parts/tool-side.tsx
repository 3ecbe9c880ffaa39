import type { ReactNode } from 'react'
import type { JudgedTool } from '../../domain/tool.ts'
import { Seats } from './seats.tsx'
import { Share } from './share.tsx'

interface ToolSideProps {
  readonly tool: JudgedTool
  /** One more, beside the two verdicts. */
  readonly figure?: ReactNode
  readonly children: ReactNode
}

/** One side of a comparison: the tool with the two verdicts on it, and below them what the page is about. */
export function ToolSide({ tool, figure, children }: ToolSideProps) {
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
        {figure}
      </dl>
      {children}
    </section>
  )
}
