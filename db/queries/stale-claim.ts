import type { StaleClaim } from '../../src/domain/preflight-content.ts'
import type { Db } from '../connect.ts'

/** What the comparisons say whose sources were looked at too long ago. */
export async function findStaleClaims(_db: Db, _slugs: readonly string[]): Promise<StaleClaim[]> {
  return []
}
