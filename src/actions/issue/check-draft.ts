import type { Db } from '../../../db/connect.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
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
    if (subject.trim() === '') return refused('subject', 'The subject is empty.')
    if (subject.length > LONGEST_SUBJECT) {
      return refused(
        'subject',
        `The subject has ${subject.length} characters; ${LONGEST_SUBJECT} are the most.`,
      )
    }
    if (/\p{Cc}/u.test(subject) || holdsGapMarker(subject)) {
      return refused('subject', 'The subject holds a line break or another control character.')
    }
  }
  if (preheader !== undefined) {
    if (preheader.length > LONGEST_PREHEADER) {
      return refused(
        'preheader',
        `The preheader has ${preheader.length} characters; ${LONGEST_PREHEADER} are the most.`,
      )
    }
    if (/\p{Cc}/u.test(preheader) || holdsGapMarker(preheader)) {
      return refused('preheader', 'The preheader holds a line break or another control character.')
    }
  }
  if (intro !== undefined && (intro.length > LONGEST_INTRO || holdsGapMarker(intro))) {
    return refused(
      'intro',
      `The introduction has more than ${LONGEST_INTRO} characters, or private-use ones.`,
    )
  }
  if (comparisons !== undefined) return checkComparisons(db, comparisons)
  return undefined
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
  const found = new Set((await findComparisons(db, slugs)).map((comparison) => comparison.slug))
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
