import type { ContentDocument } from '../../domain/content-document.ts'
import { consistencyProblems, type Known } from './consistency.ts'
import { contentDocument } from './document.ts'
import { explainIn, type Problem, schemaProblems } from './problem.ts'
import { documentWords, type Words } from './words.ts'

/** A content document from what came as one, or everything that is wrong with it. */
export function readDocument(
  input: unknown,
  known: Known,
  words: Words = documentWords,
): ContentDocument | { readonly problems: readonly Problem[] } {
  const parsed = contentDocument.safeParse(input, { error: explainIn(words) })
  const wrong = parsed.success ? [] : schemaProblems(parsed.error)
  const paths = new Set(wrong.map(({ path }) => path))
  const problems = [
    ...wrong,
    ...consistencyProblems(input, known, words).filter(({ path }) => !paths.has(path)),
  ]
  return parsed.success && problems.length === 0 ? parsed.data : { problems }
}
