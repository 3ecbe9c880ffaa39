import type { IssueToRender } from '../../emails/issue/render-issue.ts'
import type { Site } from '../../emails/site.ts'
import { sampleComparison } from './sample-comparison.ts'

export const sampleSite: Site = {
  name: 'Weekly Verdicts',
  url: 'https://verdicts.example',
  postalAddress: '12 Harbour Lane, Floor 3\nRotterdam 3011 AB, Netherlands',
}

/** An issue of five full comparisons. */
export function sampleIssue(changes: Partial<IssueToRender> = {}): IssueToRender {
  return {
    number: 12,
    subject: 'The agents learned to wait their turn',
    intro:
      'This week every tool on our desk wanted to work while we slept. Some of them did. Two of them woke us up.\n\nThe panel read the logs, paid the bills and argued about the rest.',
    comparisons: PAIRS.map(([left, right], i) => sampleComparison(left, right, i)),
    site: sampleSite,
    ...changes,
  }
}

const PAIRS = [
  ['Night Shift Agents', 'Pocketbook 3B'],
  ['Ledgerline', 'Tabulate Copilot'],
  ['Quillfeather', 'Draftsman Pro'],
  ['Echo Transcribe', 'Minutely'],
  ['Vectorhaus', 'Sift'],
] as const
