import type { Comparison } from '../../src/domain/comparison.ts'
import type { JudgedTool } from '../../src/domain/tool.ts'
import { formatShare, type Tally, type Verdict } from '../../src/domain/verdict.ts'
import { Link } from '../kit.ts'
import { Prose } from '../prose.tsx'
import * as styles from '../styles.ts'
import { voteUrl } from './links.ts'
import { communityNote, panelNote } from './words.ts'

/** One side of a comparison: what the tool is, what it costs, and the two verdicts on it. */
export function ToolColumn({ tool, comparison }: { tool: JudgedTool; comparison: Comparison }) {
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
      <p className="sans" style={{ fontSize: 15, margin: '12px 0 0' }}>
        <VoteLink verdict="ship" url={voteUrl(comparison, tool, 'ship')} /> &nbsp;{' '}
        <VoteLink verdict="skip" url={voteUrl(comparison, tool, 'skip')} />
      </p>
    </div>
  )
}

function VoteLink({ verdict, url }: { verdict: Verdict; url: string }) {
  return (
    <Link className="link" style={styles.link} href={url}>
      Vote {verdict}
    </Link>
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
