import { findLines, type IssueLine } from '../../../db/queries/issue-line.ts'
import type { Context } from '../../context.ts'
import { editionSubject } from '../../domain/issue.ts'

/** How a subject is mailed with a list of comparisons, as neither is saved yet; nothing where one of them is empty. */
export async function previewSubject(
  { db }: Pick<Context, 'db'>,
  { subject, comparisons }: { readonly subject: string; readonly comparisons: readonly string[] },
): Promise<string | undefined> {
  return mailedSubject(subject, await findLines(db, comparisons))
}

/** The same of comparisons that are at hand. */
export function mailedSubject(subject: string, comparisons: readonly IssueLine[]): string | undefined {
  const [lead] = comparisons
  return lead && subject.trim() !== '' ? editionSubject({ subject, comparisons }, lead) : undefined
}
