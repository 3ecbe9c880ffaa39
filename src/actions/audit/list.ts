import { type AuditEntry, listAuditEntries } from '../../../db/queries/audit-entry.ts'
import type { Context } from '../../context.ts'

const ON_A_PAGE = 100

/** A page of the audit log, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  /** The id before which the next page begins, where there is one. */
  readonly next: number | undefined
}

export async function listAudit({ db }: Pick<Context, 'db'>, before?: number): Promise<AuditPage> {
  const found = await listAuditEntries(db, { before, most: ON_A_PAGE + 1 })
  const entries = found.slice(0, ON_A_PAGE)
  return { entries, next: found.length > ON_A_PAGE ? entries.at(-1)!.id : undefined }
}
