import type { Severity } from '../../../domain/preflight.ts'

/** A colour of the preflight, said in a word as well; of a red line that an owner overrode, that it is. */
export function SeverityBadge({
  severity,
  isOverridden = false,
}: {
  severity: Severity
  isOverridden?: boolean
}) {
  return isOverridden ? (
    <b className="severity amber">overridden</b>
  ) : (
    <b className={`severity ${severity}`}>{severity}</b>
  )
}
