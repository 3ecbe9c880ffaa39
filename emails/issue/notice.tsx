import { brand } from '../../src/brand.ts'
import { Cell } from '../cell.tsx'
import * as styles from '../styles.ts'

/** A bar above the mail that says why this one is different. */
export function Notice({ words }: { words: string }) {
  const { skip, skipPaper } = brand.light
  return (
    <Cell
      className="test sans"
      style={{ background: skipPaper, color: skip, fontSize: 15, fontWeight: 700, padding: '12px 16px' }}
    >
      <div style={styles.block}>{words}</div>
    </Cell>
  )
}
