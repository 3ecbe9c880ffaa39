import { sql } from 'kysely'
import type { SubjectKind } from '../../src/domain/audit.ts'
import type { Db } from '../connect.ts'
import { findComparisonTitles } from './comparison.ts'

/** Subjects of entries, as the entries have them: numbers, ids and slugs. */
export type Subjects = Readonly<Record<SubjectKind, readonly string[]>>

/** What each subject is called now; what is not there any more is not in it, or kept for its name alone. */
export type SubjectNames = Readonly<Record<SubjectKind, ReadonlyMap<string, SubjectName>>>

interface SubjectName {
  readonly name: string
  /** An editor who was removed is not. */
  readonly isThere: boolean
}

/** Looks up what entries of the log are of. A review is that of a tool by a reviewer, `tool/reviewer`. */
export async function findSubjectNames(db: Db, subjects: Subjects): Promise<SubjectNames> {
  const reviews = subjects.review.map((review) => review.split('/'))
  const tools = [...subjects.tool, ...reviews.map(([tool]) => tool!)]
  const reviewers = [...subjects.reviewer, ...reviews.map(([, reviewer]) => reviewer!)]
  const { rows } = await sql<SubjectName & { kind: SubjectKind; subject: string }>`
    select 'issue' as kind, number::text as subject, number::text as name, true as is_there
    from issue where number::text = any (${subjects.issue}::text[])
    union all
    select 'editor', id::text, format('%s (%s)', name, id), removed_at is null from editor where id::text = any (${subjects.editor}::text[])
    union all
    select 'tool', slug, name, true from current_tool where slug = any (${tools}::text[])
    union all
    select 'reviewer', slug, name, true from current_reviewer where slug = any (${reviewers}::text[])
    union all
    select 'category', slug, name, true from current_category where slug = any (${subjects.category}::text[])`.execute(
    db,
  )
  const titles = await findComparisonTitles(db, subjects.comparison)
  const of = (kind: SubjectKind) =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.subject, row]))
  const [tool, reviewer] = [of('tool'), of('reviewer')]
  return {
    issue: of('issue'),
    editor: of('editor'),
    category: of('category'),
    tool,
    reviewer,
    comparison: new Map(titles.map(({ slug, title }) => [slug, { name: title, isThere: true }])),
    review: new Map(
      reviews.flatMap(([one, other]) => {
        const [of, by] = [tool.get(one!), reviewer.get(other!)]
        return of && by ? [[`${one}/${other}`, { name: `${of.name} by ${by.name}`, isThere: true }]] : []
      }),
    ),
  }
}
