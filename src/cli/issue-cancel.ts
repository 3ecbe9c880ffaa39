import { type CancelOutcome, cancelIssue } from '../actions/issue/cancel.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueCancel: Command = {
  usage: 'issue cancel N',
  summary: 'End an issue in mid-send for good; "issue pause" can be undone, this can not',
  async run(invocation) {
    const number = issueNumber(invocation)
    const cancelled = await cancelIssue(await invocation.open(), number)
    if (cancelled.outcome !== 'cancelled') throw refusal(number, cancelled)
    const { accepted, unknown, toSend } = cancelled.account
    const excluded = cancelled.account.excludedBecause.cancelled ?? 0
    invocation.print(
      `Issue ${number} is cancelled: ${excluded} readers are not mailed any more, ${accepted} were before.`,
    )
    if (unknown + toSend > 0) {
      invocation.print(
        `Nobody knows yet what became of ${unknown + toSend} mails. Resend is asked again until it says, and who had not got theirs gets it then, once: issue show ${number}`,
      )
    }
  },
}

function refusal(number: number, refused: Exclude<CancelOutcome, { outcome: 'cancelled' }>): CommandError {
  switch (refused.outcome) {
    case 'not-found':
      return noSuchIssue(number)
    case 'over':
      return new CommandError(`Issue ${number} is ${refused.status} already.`)
    case 'not-prepared':
      return new CommandError(
        refused.status === 'draft'
          ? `Issue ${number} is a draft: there is nothing to cancel. It is discarded at the desk, under Compose.`
          : `Nothing of issue ${number} is sent yet. Take it back to draft with: issue unschedule ${number}`,
      )
  }
}
