import { type AuditEntry, listAuditEntries } from '../../../db/queries/audit-entry.ts'
import { findSubjectNames, type SubjectNames } from '../../../db/queries/audit-subject.ts'
import type { Context } from '../../context.ts'
import { ACTS, partsOf, SUBJECTS, type SubjectKind } from '../../domain/audit.ts'

const ON_A_PAGE = 100

/** A page of the audit log, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  readonly names: SubjectNames
  /** The id before which the next page begins, where there is one. */
  readonly next: number | undefined
}

export async function listAudit({ db }: Pick<Context, 'db'>, before?: number): Promise<AuditPage> {
  const found = await listAuditEntries(db, { before, most: ON_A_PAGE + 1 })
  const entries = found.slice(0, ON_A_PAGE)
  const names = await findSubjectNames(db, subjectsOf(entries))
  return { entries, names, next: found.length > ON_A_PAGE ? entries.at(-1)!.id : undefined }
}

function subjectsOf(entries: readonly AuditEntry[]): Record<SubjectKind, string[]> {
  // Entries of an older or newer version of this program may be of a kind that is not known.
  const known = entries.filter(({ kind }) => kind in ACTS)
  const of = (one: SubjectKind) => [
    ...new Set(known.filter(({ kind }) => partsOf(kind).subjectKind === one).map(({ subject }) => subject)),
  ]
  return Object.fromEntries(SUBJECTS.map((one) => [one, of(one)])) as Record<SubjectKind, string[]>
}
