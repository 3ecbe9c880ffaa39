import { Fragment } from 'react'
import { type ScorecardSide, scorecard } from '../../src/domain/scorecard.ts'
import type { JudgedTool } from '../../src/domain/tool.ts'
import { Prose } from '../prose.tsx'
import * as styles from '../styles.ts'
import { VerdictBadge } from './verdict-badge.tsx'
import { noReview } from './words.ts'

/** Each reviewer's verdict and quote on both tools, side by side. */
export function Scorecard({ tools }: { tools: readonly [JudgedTool, JudgedTool] }) {
  const rows = scorecard(tools)
  if (rows.length === 0) return null
  return (
    <>
      <h3 style={{ ...styles.heading(23, '14px 0 18px'), ...styles.block }}>Reviewer scorecard</h3>
      {rows.map(({ reviewer, sides }) => (
        <Fragment key={reviewer.slug}>
          <div style={{ padding: '0 12px 14px' }}>
            <h4 className="line sans" style={{ ...styles.line, fontSize: 16, margin: 0, paddingTop: 16 }}>
              {reviewer.name}
            </h4>
            <p className="sans soft" style={{ ...styles.soft, fontSize: 14, margin: 0 }}>
              {reviewer.perspective}
            </p>
          </div>
          {sides.map((side) => (
            <Side key={side.tool.slug} side={side} />
          ))}
        </Fragment>
      ))}
    </>
  )
}

function Side({ side: { tool, review } }: { side: ScorecardSide }) {
  return (
    <div className="col" style={styles.column}>
      {review === undefined ? (
        <p className="soft" style={{ ...styles.soft, margin: 0 }}>
          {noReview(tool)}
        </p>
      ) : (
        <>
          <p className="sans" style={{ fontSize: 14, margin: 0 }}>
            <VerdictBadge verdict={review.verdict} /> <b>{tool.name}</b>
          </p>
          <Prose style={{ margin: '8px 0 0' }} text={`“${review.quote}”`} />
        </>
      )}
    </div>
  )
}
