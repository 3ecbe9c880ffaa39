import type { AuditPage } from '../../../actions/audit/list.ts'
import { APPROVERS, type ApprovalRule } from '../../../domain/approval.ts'
import { ACTS, partsOf, type SubjectKind } from '../../../domain/audit.ts'
import { dayInWords } from '../../../domain/day-in-words.ts'

type Entry = AuditPage['entries'][number]

/** What was done to what, with a link to it where it is still there. */
export function Deed({ entry: { kind, subject }, names }: { entry: Entry; names: AuditPage['names'] }) {
  // The entry may be of a version of this program that knows more.
  if (!(kind in ACTS)) return `${kind} ${subject}`
  const { before, subjectKind, after } = partsOf(kind)
  if (kind === 'approval-rule-set') return before + (APPROVERS[subject as ApprovalRule] ?? subject)
  if (subjectKind === 'words') return before + (DAY.test(subject) ? dayInWords(subject) : subject) + after
  const { called, path } = SUBJECT[subjectKind]
  const known = names[subjectKind].get(subject)
  // Somebody's name says enough, whatever their role is.
  const name = known && subjectKind === 'editor' ? known.name : `${called} ${known?.name ?? subject}`
  return (
    <>
      {before}
      {known?.isThere ? <a href={path(subject)}>{name}</a> : name}
      {after}
    </>
  )
}

/** The week of a day, as the log keeps it. */
const DAY = /^\d{4}-\d\d-\d\d$/

const SUBJECT: Readonly<
  Record<SubjectKind, { readonly called: string; readonly path: (subject: string) => string }>
> = {
  issue: { called: 'issue', path: (number) => `/desk/issues/${number}` },
  tool: { called: 'the tool', path: (slug) => `/desk/tools/${slug}` },
  review: { called: 'the review of', path: (review) => `/desk/tools/${review.replace('/', '/reviews/')}` },
  comparison: { called: 'the comparison', path: (slug) => `/desk/comparisons/${slug}` },
  reviewer: { called: 'the seat of', path: (slug) => `/desk/reviewers/${slug}` },
  category: { called: 'the category', path: (slug) => `/desk/categories/${slug}` },
  editor: { called: 'editor', path: (id) => `/desk/editors#editor-${id}` },
}
