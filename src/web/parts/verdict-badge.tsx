import type { Verdict } from '../../domain/verdict.ts'

/** Filled or outlined, beside the word itself: nobody has to tell green from red. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return <b className={`verdict ${verdict}`}>{verdict}</b>
}
