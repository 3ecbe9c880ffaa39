import type { Site } from './site.ts'
import * as styles from './styles.ts'

/** The line over every mail: whose it is, and which number. */
export function Masthead({ site, issueNumber }: { site: Site; issueNumber?: number }) {
  return (
    <div style={{ ...styles.block, paddingTop: 28 }}>
      <p className="sans ink" style={{ ...styles.label, color: undefined, margin: '0 0 12px' }}>
        {site.name}
        {issueNumber === undefined ? null : (
          <span className="soft" style={styles.soft}>
            {`\u00a0 / \u00a0Issue ${issueNumber}`}
          </span>
        )}
      </p>
      <div className="rule" style={styles.rule} />
    </div>
  )
}
