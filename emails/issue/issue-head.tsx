import { brand } from '../../src/brand.ts'
import { comparisonTitle } from '../../src/domain/comparison.ts'
import { Cell } from '../cell.tsx'
import { Link } from '../kit.ts'
import { Masthead } from '../masthead.tsx'
import { paragraphsOf } from '../plain-text.ts'
import * as styles from '../styles.ts'
import { comparisonUrl } from './links.ts'
import type { IssueToRender } from './render-issue.ts'
import { testNotice } from './words.ts'

/** Everything before the first comparison. */
export function IssueHead({ issue }: { issue: IssueToRender }) {
  return (
    <>
      {issue.test ? <TestBanner issue={issue} /> : null}
      <Cell className="sheet-cell" style={styles.sheetCell}>
        <Masthead site={issue.site} issueNumber={issue.number} />
        <div style={styles.block}>
          <h1 className="big" style={{ ...styles.heading(36, '26px 0 18px'), letterSpacing: '-.01em' }}>
            {issue.subject}
          </h1>
          {paragraphsOf(issue.intro).map((paragraph) => (
            <p key={paragraph} style={{ ...styles.paragraph, fontSize: 18 }}>
              {paragraph}
            </p>
          ))}
          <Contents issue={issue} />
        </div>
      </Cell>
    </>
  )
}

function TestBanner({ issue }: { issue: IssueToRender }) {
  const { skip, skipPaper } = brand.light
  return (
    <Cell
      className="test sans"
      style={{ background: skipPaper, color: skip, fontSize: 15, fontWeight: 700, padding: '12px 16px' }}
    >
      <div style={styles.block}>{testNotice(issue)}</div>
    </Cell>
  )
}

// The links lead to the site, not down the page: a reader's edition may leave some of these out.
function Contents({ issue }: { issue: IssueToRender }) {
  if (issue.comparisons.length === 0) return null
  return (
    <>
      <h2 className="sans soft" style={{ ...styles.label, margin: '28px 0 8px' }}>
        In this issue
      </h2>
      <ul style={{ listStyle: 'none', margin: '0 0 36px', padding: 0 }}>
        {issue.comparisons.map((comparison) => (
          <li
            key={comparison.slug}
            className="line"
            style={{ ...styles.line, fontSize: 17, margin: 0, padding: '9px 0' }}
          >
            <Link className="link" style={styles.link} href={comparisonUrl(issue.site, comparison)}>
              {comparisonTitle(comparison)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
