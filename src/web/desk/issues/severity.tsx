import type { Severity } from '../../../domain/preflight.ts'

/** A colour of the preflight, said in a word as well. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  return <b className={`severity ${severity}`}>{severity}</b>
}
