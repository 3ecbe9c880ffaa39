import type { Db } from '../../../db/connect.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { readKnownSlugs } from '../../../db/queries/content-import.ts'
import type { ContentDocument } from '../../domain/content-document.ts'
import { toDay } from '../../domain/to-day.ts'
import type { Problem } from './problem.ts'
import { readDocument } from './read-document.ts'
import { withdrawalProblems } from './withdrawals.ts'
import { documentWords, type Words } from './words.ts'

/** A content document that fits what is stored, or everything that is wrong with it. */
export async function checkDocument(
  db: Db,
  input: unknown,
  words: Words = documentWords,
): Promise<ContentDocument | { readonly problems: readonly Problem[] }> {
  const known = { ...(await readKnownSlugs(db)), today: toDay(await clockNow(db)) }
  const read = readDocument(input, known, words)
  if ('problems' in read) return read
  const problems = await withdrawalProblems(db, read, words)
  return problems.length > 0 ? { problems } : read
}
