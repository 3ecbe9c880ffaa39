import type { ReactNode } from 'react'
import { type Comparison, comparisonTitle } from '../../src/domain/comparison.ts'
import { Cell } from '../cell.tsx'
import { Link } from '../kit.ts'
import { Masthead } from '../masthead.tsx'
import { Prose } from '../prose.tsx'
import type { Site } from '../site.ts'
import * as styles from '../styles.ts'
import { comparisonUrl } from './links.ts'

/** What an issue's head is made of. */
export interface Head {
  readonly site: Site
  readonly number: number
  /** Markdown. */
  readonly introduction: string
  readonly subject: string
  readonly hasContents: boolean
}

/** Everything before the first comparison; `children` are the lines of the contents. */
export function IssueHead({
  site,
  number,
  introduction,
  subject,
  hasContents,
  children,
}: Head & { children: ReactNode }) {
  return (
    <Cell className="sheet-cell" style={styles.sheetCell}>
      <Masthead site={site} issueNumber={number} />
      <div style={styles.block}>
        <h1 className="big" style={{ ...styles.heading(36, '26px 0 18px'), letterSpacing: '-.01em' }}>
          {subject}
        </h1>
        <Prose style={{ ...styles.paragraph, marginTop: 0, fontSize: 18 }} text={introduction} />
        {hasContents ? <Contents>{children}</Contents> : children}
      </div>
    </Cell>
  )
}

function Contents({ children }: { children: ReactNode }) {
  return (
    <>
      <h2 className="sans soft" style={{ ...styles.label, margin: '28px 0 8px' }}>
        In this issue
      </h2>
      <ul style={{ listStyle: 'none', margin: '0 0 36px', padding: 0 }}>{children}</ul>
    </>
  )
}

/** One line of the contents. It leads to the site, as not every mail program follows a link down the page. */
export function ContentsLine({ comparison, site }: { comparison: Comparison; site: Site }) {
  return (
    <li className="line" style={{ ...styles.line, fontSize: 17, margin: 0, padding: '9px 0' }}>
      <Link className="link" style={styles.link} href={comparisonUrl(site, comparison)}>
        {comparisonTitle(comparison)}
      </Link>
    </li>
  )
}
