import type { JudgedTool } from '../../src/domain/tool.ts'
import { formatShare, type Tally } from '../../src/domain/verdict.ts'
import { Prose } from '../prose.tsx'
import * as styles from '../styles.ts'
import { communityNote, panelNote } from './words.ts'

/** One side of a comparison: what the tool is, what it costs, and the two verdicts on it. */
export function ToolColumn({ tool }: { tool: JudgedTool }) {
  return (
    <div className="col" style={styles.column}>
      <p className="sans soft" style={{ ...styles.label, margin: '0 0 4px' }}>
        {tool.category.name}
      </p>
      <h3 style={styles.heading(23, '0 0 4px')}>{tool.name}</h3>
      <p className="soft" style={{ ...styles.soft, fontStyle: 'italic', margin: '0 0 14px' }}>
        {tool.tagline}
      </p>
      <table role="presentation" width="100%" border={0} cellPadding={0} cellSpacing={0}>
        <tbody>
          <tr>
            <Share label="Panel verdict" tally={tool.panelVerdict} note={panelNote(tool)} />
            <Share label="Community vote" tally={tool.communityVote} note={communityNote(tool)} />
          </tr>
        </tbody>
      </table>
      <p className="line" style={{ ...styles.line, margin: '12px 0', padding: '12px 0 0' }}>
        <b>{tool.entryPrice}</b>
        {tool.pricingNote === '' ? null : ` — ${tool.pricingNote}`}
      </p>
      <Prose style={{ margin: 0 }} text={tool.description} />
    </div>
  )
}

function Share({ label, tally, note }: { label: string; tally: Tally; note: string }) {
  return (
    <td
      className="line"
      style={{ ...styles.line, ...styles.body, paddingTop: 12, verticalAlign: 'top' }}
      width="50%"
    >
      <div className="ink" style={styles.heading(32, '0')}>
        {formatShare(tally)}
      </div>
      <div className="sans soft" style={{ ...styles.soft, fontSize: 13, lineHeight: 1.4 }}>
        <b>{label}</b>
        <br />
        {note}
      </div>
    </td>
  )
}
