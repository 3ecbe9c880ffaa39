import type { Votes } from '../../domain/ballot.ts'
import { type Comparison, comparisonTitle } from '../../domain/comparison.ts'
import type { JudgedTool } from '../../domain/tool.ts'
import { formatShare } from '../../domain/verdict.ts'
import { Layout } from '../layout.tsx'
import { Day } from '../parts/day.tsx'
import { RichText } from '../parts/rich-text.tsx'
import { Scorecard } from '../parts/scorecard.tsx'
import { SignUpForm } from '../parts/sign-up-form.tsx'
import { Claims, Source } from '../parts/sources.tsx'
import { ToolSide } from '../parts/tool-side.tsx'
import type { Site } from '../site.ts'

/** Two tools side by side, what each reviewer says of both, and what it comes down to. */
export function ComparisonPage({
  site,
  comparison,
  chosen,
}: {
  site: Site
  comparison: Comparison
  /** What the link that led here has chosen. */
  chosen: Votes
}) {
  const { slug, tools, bottomLine, recordedAt } = comparison
  const [left, right] = tools
  const path = `/compare/${slug}`
  return (
    <Layout
      site={site}
      title={comparisonTitle(comparison)}
      description={describe(comparison)}
      canonical={path}
    >
      <article>
        <header className="title sheet">
          <p className="eyebrow">Comparison</p>
          <h1>
            {left.name} <span className="versus">vs</span> {right.name}
          </h1>
          <p className="lede">
            Which of the two earns a place in your work? What they are, what they cost, and what each seat on
            the panel made of them.
          </p>
          <p className="byline">
            Verdicts as of <Day of={recordedAt} />. <a href="#vote">What do you say?</a>
          </p>
        </header>
        <div className="sides sheet">
          {tools.map((tool) => (
            <ToolSide key={tool.slug} tool={tool} figure={<Price tool={tool} />}>
              <div className="description rich-text">
                <RichText text={tool.description} />
                <Claims claims={tool.claims ?? []} />
              </div>
            </ToolSide>
          ))}
        </div>
        <Scorecard tools={tools} />
        {bottomLine === '' ? null : (
          <section className="bottom-line sheet">
            <h2>The bottom line</h2>
            <div className="rich-text">
              <RichText text={bottomLine} />
            </div>
          </section>
        )}
      </article>
      <section className="invitation sheet" id="vote">
        <div>
          <h2>Ship or skip: what do you say?</h2>
          <p>
            Vote on the two, and the next ones come to you: fresh verdicts once a week, in one mail that takes
            ten minutes to read.
          </p>
        </div>
        <SignUpForm site={site} page={path} ballot={{ paper: comparison, chosen }} />
      </section>
    </Layout>
  )
}

function Price({ tool }: { tool: JudgedTool }) {
  const { entryPrice, pricingNote, priceSource, priceCheckedOn } = tool
  return (
    <div className="figure price">
      <dt>Entry price</dt>
      <dd>
        <span className="number">{entryPrice}</span>
        {pricingNote ? <span className="note">{pricingNote}</span> : null}
        <span className="note">
          <Source url={priceSource} checkedOn={priceCheckedOn} />
        </span>
      </dd>
    </div>
  )
}

function describe(comparison: Comparison): string {
  const shares = comparison.tools.map(({ name, panelVerdict }) =>
    panelVerdict.total === 0 ? `${name}: no verdict yet` : `${name}: ${formatShare(panelVerdict)} ship`,
  )
  return `${comparisonTitle(comparison)}, judged side by side. ${shares.join('; ')}. Prices, every reviewer’s reasons and the bottom line.`
}
