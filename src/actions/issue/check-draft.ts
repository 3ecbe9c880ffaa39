import type { Db } from '../../../db/connect.ts'
import { findComparisonStatuses } from '../../../db/queries/comparison.ts'
import { holdsGapMarker } from '../../domain/fragment.ts'
import type { NewIssue } from './create.ts'

export type DraftField = 'subject' | 'preheader' | 'intro' | 'comparisons'

/** What is wrong with an issue's words or its list, in a sentence with the remedy. */
export interface DraftProblem {
  readonly outcome: 'refused'
  readonly field: DraftField
  readonly problem: string
}

const LONGEST_SUBJECT = 200
const LONGEST_PREHEADER = 200
const LONGEST_INTRO = 10_000
const MOST_COMPARISONS = 100

/** Checks the fields that are given. */
export async function checkDraft(db: Db, draft: Partial<NewIssue>): Promise<DraftProblem | undefined> {
  const { subject, preheader, intro, comparisons } = draft
  if (subject !== undefined) {
    if (subject.trim() === '') return refused('subject', 'The subject is empty. Write one.')
    const problem = lineProblem('The subject', subject, LONGEST_SUBJECT)
    if (problem) return refused('subject', problem)
  }
  if (preheader !== undefined) {
    const problem = lineProblem('The preheader', preheader, LONGEST_PREHEADER)
    if (problem) return refused('preheader', problem)
  }
  if (intro !== undefined) {
    if (intro.length > LONGEST_INTRO)
      return refused('intro', tooLong('The introduction', intro, LONGEST_INTRO))
    if (holdsGapMarker(intro)) {
      return refused(
        'intro',
        'The introduction has a character in it that mails need for their links. Type it anew instead of pasting it.',
      )
    }
  }
  if (comparisons !== undefined) return checkComparisons(db, comparisons)
  return undefined
}

function lineProblem(name: string, text: string, most: number): string | undefined {
  if (text.length > most) return tooLong(name, text, most)
  if (/[\n\r]/.test(text)) return `${name} goes over several lines. Write it on one.`
  if (/\p{Cc}/u.test(text) || holdsGapMarker(text))
    return `${name} has a character in it that can’t be seen. Type it anew instead of pasting it.`
  return undefined
}

function tooLong(name: string, text: string, most: number): string {
  return `${name} has ${text.length} characters; ${most} are the most. Shorten it.`
}

async function checkComparisons(db: Db, slugs: readonly string[]): Promise<DraftProblem | undefined> {
  if (slugs.length > MOST_COMPARISONS) {
    return refused(
      'comparisons',
      `${slugs.length} comparisons are too many: ${MOST_COMPARISONS} are the most.`,
    )
  }
  const twice = slugs.find((slug, index) => slugs.indexOf(slug) !== index)
  if (twice) return refused('comparisons', `"${twice}" is in the list twice.`)
  const found = await findComparisonStatuses(db, slugs)
  const missing = slugs.filter((slug) => !found.has(slug))
  if (missing.length === 0) return undefined
  return refused(
    'comparisons',
    `There is no comparison ${missing.map((slug) => `"${slug}"`).join(', ')}. Import it first, or mend the slug.`,
  )
}

function refused(field: DraftProblem['field'], problem: string): DraftProblem {
  return { outcome: 'refused', field, problem }
}
