import type { Act, ActKind, Actor } from '../../src/domain/audit.ts'
import type { Db } from '../connect.ts'

/** Adds a line to the audit log, in the transaction of what it tells of. */
export async function recordAct(
  db: Db,
  by: Actor,
  { kind, subject, detail = undefined }: Act,
): Promise<void> {
  const who =
    typeof by === 'string'
      ? { source: by, editorId: null }
      : { source: 'desk' as const, editorId: by.editorId }
  await db
    .insertInto('auditEntry')
    .values({ ...who, kind, subject: String(subject), detail: detail ?? null })
    .execute()
}

export interface AuditEntry {
  readonly id: number
  readonly source: 'desk' | 'command' | 'program'
  readonly editorId: number | null
  readonly editorName: string | null
  readonly kind: ActKind
  readonly subject: string
  readonly detail: string | null
  readonly recordedAt: Date
}

/** The newest entries, or those before one. */
export async function listAuditEntries(
  db: Db,
  { before, most }: { readonly before?: number | undefined; readonly most: number },
): Promise<AuditEntry[]> {
  return db
    .selectFrom('auditEntry')
    .leftJoin('editor', 'editor.id', 'auditEntry.editorId')
    .select(['auditEntry.id', 'source', 'editorId', 'editor.name as editorName'])
    .select(['kind', 'subject', 'detail', 'recordedAt'])
    .$if(before !== undefined, (query) => query.where('auditEntry.id', '<', before!))
    .orderBy('auditEntry.id', 'desc')
    .limit(most)
    .execute()
}
