import { type IssueDetails, showIssue } from '../actions/issue/show.ts'
import type { Account } from '../domain/account.ts'
import { EXCLUSIONS, type Exclusion } from '../domain/delivery.ts'
import { formatSendTime } from '../domain/send-time.ts'
import type { Command } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueShow: Command = {
  usage: 'issue show N',
  summary: 'Show an issue and the account of its deliveries',
  options: { json: { type: 'boolean', help: 'As JSON, for programs' } },
  async run(invocation) {
    const number = issueNumber(invocation)
    const issue = await showIssue(await invocation.open(), number)
    if (!issue) throw noSuchIssue(number)
    invocation.print(invocation.values.json ? JSON.stringify(issue, null, 2) : describe(issue))
  },
}

function describe(issue: IssueDetails): string {
  const { sendAt, timeZone } = issue
  return [
    `Issue ${issue.number}: ${issue.subject}`,
    `  Status       ${issue.status}`,
    ...(issue.heldBecause
      ? [
          `               ${issue.heldBecause}`,
          `               Once mended: npx verdicts issue resume ${issue.number}`,
        ]
      : []),
    `  Goes out     ${sendAt && timeZone ? formatSendTime({ sendAt, timeZone }) : 'not scheduled'}`,
    `  Comparisons  ${issue.comparisons.join(', ') || 'none yet'}`,
    '',
    ...describeAccount(issue.account),
    ...describeUnknown(issue.unknownBatches),
  ].join('\n')
}

function describeAccount(account: Account): string[] {
  const reasons = Object.entries(account.excludedBecause) as [Exclusion, number][]
  return [
    line('Audience', account.audience),
    line('= excluded', account.excluded),
    ...reasons.map(([reason, count]) => `      ${count.toLocaleString('en')}: ${EXCLUSIONS[reason]}`),
    line('+ accepted', account.accepted),
    line('+ rejected', account.rejected),
    line('+ unknown', account.unknown),
    line('+ still to send', account.toSend),
  ]
}

function line(label: string, count: number): string {
  return `  ${label.padEnd(16)}${count.toLocaleString('en').padStart(12)}`
}

function describeUnknown(batches: IssueDetails['unknownBatches']): string[] {
  return batches.map(
    ({ number, attemptedAt, lastError }) =>
      `  Batch ${number}, sent ${attemptedAt?.toISOString()}: nobody knows whether Resend took it (${lastError}). It is not sent again by itself.`,
  )
}
