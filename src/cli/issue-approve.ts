import { type ApproveOutcome, approveIssue } from '../actions/issue/approve.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueApprove: Command = {
  usage: 'issue approve N',
  summary: 'Approve an issue as it is now; any change after that voids it',
  async run(invocation) {
    const number = issueNumber(invocation)
    const approved = await approveIssue(await invocation.open(), number)
    if (approved.outcome !== 'approved') throw refusal(number, approved)
    invocation.print(`Issue ${number} is approved as it is now: ${approved.hash}`)
  },
}

function refusal(number: number, refused: Exclude<ApproveOutcome, { outcome: 'approved' }>): Error {
  switch (refused.outcome) {
    case 'not-found':
      return noSuchIssue(number)
    case 'on-its-way':
      return new CommandError(`Issue ${number} is ${refused.status}: it is too late to approve it.`)
    case 'empty':
      return new CommandError(
        `Issue ${number} has no comparisons. Give it some with: issue edit ${number} --comparisons a,b`,
      )
    case 'own-edit':
      return new CommandError(
        `Issue ${number} was edited last from the command line, and somebody else has to approve it: an editor, at the desk.`,
      )
    case 'changed':
      return new CommandError(`Issue ${number} was changed meanwhile. Look at it, and approve it again.`)
  }
}
