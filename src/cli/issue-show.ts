import { type ApprovalState, findApprovalState, isCleared } from '../actions/issue/approval-state.ts'
import { type IssueDetails, showIssue } from '../actions/issue/show.ts'
import type { Account } from '../domain/account.ts'
import { EXCLUSIONS, type Exclusion } from '../domain/delivery.ts'
import { formatSendTime, withMomentsIn } from '../domain/send-time.ts'
import type { Command } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueShow: Command = {
  usage: 'issue show N',
  summary: 'Show an issue and the account of its deliveries',
  options: { json: { type: 'boolean', help: 'As JSON, for programs' } },
  async run(invocation) {
    const number = issueNumber(invocation)
    const context = await invocation.open()
    const issue = await showIssue(context, number)
    if (!issue) throw noSuchIssue(number)
    const approval = await findApprovalState(context, issue)
    invocation.print(
      invocation.values.json
        ? JSON.stringify({ ...issue, approval: forPrograms(approval) }, null, 2)
        : describe(issue, approval),
    )
  },
}

function describe(issue: IssueDetails, approval: ApprovalState): string {
  return [
    `Issue ${issue.number}: ${issue.subject}`,
    `  Status       ${issue.status}`,
    ...(issue.heldBecause
      ? [`               ${withMomentsIn('UTC', issue.heldBecause)}`, ...waysOn(issue, approval)]
      : []),
    `  ${describeTime(issue)}`,
    ...describeApproval(approval).map(
      (line, index) => `  ${(index === 0 ? 'Approval' : '').padEnd(13)}${line}`,
    ),
    `  Comparisons  ${issue.comparisons.join(', ') || 'none yet'}`,
    '',
    ...(['draft', 'scheduled'].includes(issue.status)
      ? ['  The audience is counted shortly before the issue goes out.']
      : describeAccount(issue.account)),
    ...(issue.copies > 0
      ? ['', `  Beside it, ${issue.copies.toLocaleString('en')} sent as single copies.`]
      : []),
    ...describeDoubtful(issue, 'unknown', UNKNOWN),
    ...describeDoubtful(issue, 'parked', PARKED),
  ].join('\n')
}

function describeApproval(state: ApprovalState): string[] {
  const { rule, approval, changed } = state
  if (!approval) return [rule === 'nobody' ? 'not needed' : 'nobody approved it yet']
  const by = `${approval.editorName ?? 'the command line'}, ${utc(approval.approvedAt)}, ${approval.hash.slice(0, 12)}`
  return changed.length === 0 ? [`by ${by}`] : [`void: changed since ${by}:`, ...changed]
}

function forPrograms({ approval, changed, rule }: ApprovalState) {
  if (!approval) return { rule }
  const { hash, approvedAt, editorName } = approval
  return { rule, hash, approvedAt, editorName, changed }
}

/** With which commands a held issue goes on. */
function waysOn({ number, account, doubtfulBatches }: IssueDetails, approval: ApprovalState): string[] {
  const isParked = doubtfulBatches.some(({ status }) => status === 'parked')
  return [
    ...(account.audience > 0 || isCleared(approval) ? [] : [`issue approve ${number}`]),
    ...(isParked ? [`issue resolve ${number} --batch all --as sent (or unsent)`] : []),
    `issue resume ${number}`,
    ...(account.accepted + account.unknown === 0 ? [`issue schedule ${number}`] : []),
  ].map((command) => `               With: ${command}`)
}

function describeTime({ sendAt, sentAt, timeZone }: IssueDetails): string {
  if (!sendAt || !timeZone) return 'Goes out     not scheduled'
  const set = formatSendTime({ sendAt, timeZone })
  return sentAt
    ? `Sent         ${formatSendTime({ sendAt: sentAt, timeZone })}, set for ${set}`
    : `Goes out     ${set}`
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

const UNKNOWN = [
  'Nobody knows yet whether Resend took these. The same request is repeated until Resend says so, which',
  'sends nothing twice; or a webhook tells.',
]

const PARKED = [
  'Nobody knows whether Resend took these, and it is too late to ask: repeating them could send the issue',
  'twice. Look for their readers among the sent mails in Resend, then say: issue resolve N --batch B',
  '--as sent, or --as unsent.',
]

function describeDoubtful(
  { doubtfulBatches }: IssueDetails,
  state: 'unknown' | 'parked',
  explanation: readonly string[],
): string[] {
  const batches = doubtfulBatches.filter(({ status }) => status === state)
  if (batches.length === 0) return []
  return [
    '',
    ...explanation.map((text) => `  ${text}`),
    ...batches
      .slice(0, MOST_SHOWN)
      .map(
        ({ number, mails, lastAttemptAt, lastError }) =>
          `    batch ${number}, ${mails} mails, last tried ${utc(lastAttemptAt)}: ${lastError}`,
      ),
    ...(batches.length > MOST_SHOWN
      ? [`    and ${batches.length - MOST_SHOWN} more (--json lists all)`]
      : []),
  ]
}

const MOST_SHOWN = 20

function utc(time: Date | null): string {
  return time ? `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC` : 'never'
}
