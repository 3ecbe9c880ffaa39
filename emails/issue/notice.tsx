import { brand } from '../../src/brand.ts'
import { Cell } from '../cell.tsx'
import * as styles from '../styles.ts'

/** A bar above the mail that says why this one is different. */
export function Notice({ words }: { words: string }) {
  const { ship, shipPaper } = brand.light
  return (
    <Cell
      className="notice sans"
      style={{ background: shipPaper, color: ship, fontSize: 15, fontWeight: 700, padding: '12px 16px' }}
    >
      <div style={styles.block}>{words}</div>
    </Cell>
  )
}
