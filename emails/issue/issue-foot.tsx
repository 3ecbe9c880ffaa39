import { gapMarker } from '../../src/domain/fragment.ts'
import { Cell } from '../cell.tsx'
import { Link } from '../kit.ts'
import { PostalAddress } from '../postal-address.tsx'
import * as styles from '../styles.ts'
import { issueUrl } from './links.ts'
import type { IssueToRender } from './render-issue.ts'
import { whyYouGetThis } from './words.ts'

/** Everything after the last comparison, with gaps for the reader's own links. */
export function IssueFoot({ issue }: { issue: IssueToRender }) {
  const links = [
    { href: issueUrl(issue), words: 'View in browser' },
    { href: gapMarker('preferences'), words: 'Preferences' },
    { href: gapMarker('unsubscribe'), words: 'Unsubscribe' },
  ]
  return (
    <Cell className="sheet-cell" style={styles.sheetCell}>
      <div className="sans" style={{ ...styles.block, paddingBottom: 32 }}>
        <div className="rule" style={{ ...styles.rule, paddingTop: 20 }} />
        <p className="soft" style={styles.small}>
          {whyYouGetThis(issue)}
        </p>
        <p style={{ fontSize: 15, lineHeight: 2, margin: '0 0 10px' }}>
          {links.map(({ href, words }) => (
            <span key={words} style={{ display: 'inline-block', paddingRight: 24 }}>
              <Link className="link" style={styles.link} href={href}>
                {words}
              </Link>
            </span>
          ))}
        </p>
        <PostalAddress site={issue.site} />
      </div>
    </Cell>
  )
}
