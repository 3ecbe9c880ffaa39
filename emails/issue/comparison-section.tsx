import { brand } from '../../src/brand.ts'
import type { Comparison } from '../../src/domain/comparison.ts'
import { Cell } from '../cell.tsx'
import { Link } from '../kit.ts'
import { Prose } from '../prose.tsx'
import type { Site } from '../site.ts'
import * as styles from '../styles.ts'
import { comparisonUrl } from './links.ts'
import { Scorecard } from './scorecard-section.tsx'
import { ToolColumn } from './tool-column.tsx'

/** One comparison: both tools, what each reviewer says of them, the bottom line. */
export function ComparisonSection({ comparison, site }: { comparison: Comparison; site: Site }) {
  const [left, right] = comparison.tools
  return (
    <Cell className="sheet-cell" style={styles.sheetCell}>
      <div style={styles.block}>
        <div className="rule" style={styles.rule} />
        <h2 className="big" style={styles.heading(32, '22px 0 24px')}>
          {left.name}{' '}
          <i className="soft" style={{ ...styles.soft, fontWeight: 400 }}>
            vs
          </i>{' '}
          {right.name}
        </h2>
      </div>
      <ToolColumn tool={left} comparison={comparison} />
      <ToolColumn tool={right} comparison={comparison} />
      <Scorecard tools={comparison.tools} />
      <div style={{ padding: '10px 12px 44px' }}>
        {comparison.bottomLine === '' ? null : <BottomLine text={comparison.bottomLine} />}
        <p className="sans" style={{ margin: '20px 0 0' }}>
          <Link className="link" style={styles.link} href={comparisonUrl(site, comparison)}>
            Read it on the web
          </Link>
        </p>
      </div>
    </Cell>
  )
}

function BottomLine({ text }: { text: string }) {
  return (
    <div className="link" style={{ color: brand.light.accent, borderLeft: '4px solid', paddingLeft: 18 }}>
      <h3 className="sans soft" style={{ ...styles.label, margin: '0 0 6px' }}>
        Bottom line
      </h3>
      <Prose
        className="ink"
        style={{ color: brand.light.ink, fontSize: 19, lineHeight: 1.5, margin: 0 }}
        text={text}
      />
    </div>
  )
}
