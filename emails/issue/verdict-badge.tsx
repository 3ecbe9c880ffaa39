import type { CSSProperties } from 'react'
import { brand } from '../../src/brand.ts'
import type { Verdict } from '../../src/domain/verdict.ts'

const { ship, skip, card } = brand.light

// Filled or outlined, beside the word itself: nobody has to tell green from red.
const STYLES: Record<Verdict, CSSProperties> = {
  ship: { background: ship, color: card, padding: '3px 10px' },
  skip: { border: '2px solid', color: skip, padding: '1px 8px' },
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return (
    <b className={verdict} style={{ ...STYLES[verdict], borderRadius: 4, marginRight: 5 }}>
      {verdict.toUpperCase()}
    </b>
  )
}
