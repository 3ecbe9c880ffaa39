import type { JudgedTool, Tool } from '../../src/domain/tool.ts'
import type { Tally } from '../../src/domain/verdict.ts'
import type { Site } from '../site.ts'
import type { IssueToRender } from './render-issue.ts'

// What the HTML and the plain text both say.

/** What the editor wrote; to monthly readers, what it is that they get. */
export function introduction({ digestOf, intro }: IssueToRender): string {
  return digestOf ? `Once a month, as you chose: the verdicts of ${digestOf}.` : intro
}

export function whyYouGetThis({ site, digestOf }: IssueToRender): string {
  const often = digestOf ? ' once a month' : ''
  return `You get this${often} because you are subscribed to ${site.name}. You can leave at any time.`
}

export function testNotice({ number }: { readonly number: number }): string {
  return `Test of issue ${number}. Its personal links do nothing.`
}

export function welcomeNotice(site: Site, issueNumber: number): string {
  return `Welcome to ${site.name}. This is issue ${issueNumber}, the latest one; the next comes to you by itself.`
}

export function copyNotice(issueNumber: number): string {
  return `A copy of issue ${issueNumber}, sent to you once more.`
}

/** What stands behind a share: 75% of four is not 75% of four thousand. */
export function panelNote({ panelVerdict }: JudgedTool): string {
  return tallyNote(panelVerdict) ?? 'no reviews yet'
}

export function communityNote({ communityVote }: JudgedTool): string {
  return tallyNote(communityVote) ?? 'no votes yet'
}

/** Entry price and what it buys, on one line. */
export function pricingRead({ entryPrice, pricingNote }: Tool): string {
  return pricingNote === '' ? entryPrice : `${entryPrice} — ${pricingNote}`
}

export function noReview(tool: { readonly name: string }): string {
  return `No verdict on ${tool.name} yet.`
}

function tallyNote({ ships, total }: Tally): string | undefined {
  return total === 0 ? undefined : `${ships} of ${total} ship`
}
