import { parseIssueNumber } from '../../params.ts'
import type { DeskRequest } from '../desk-parts.ts'

/** The number in a path, or 0, which no issue has. */
export function issueNumberOf(c: DeskRequest): number {
  return parseIssueNumber(c.req.param('number') ?? '') ?? 0
}
