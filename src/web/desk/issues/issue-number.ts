import { parseIssueNumber } from '../../params.ts'
import type { DeskRequest } from '../desk-parts.ts'

/** The number in the path, or nothing when it is none. */
export function issueNumberOf(c: DeskRequest): number | undefined {
  return parseIssueNumber(c.req.param('number') ?? '')
}
