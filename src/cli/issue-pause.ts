import { pauseIssue } from '../actions/issue/pause.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issuePause: Command = {
  usage: 'issue pause N',
  summary: 'Stop an issue in mid-send, to be resumed or cancelled',
  async run(invocation) {
    const number = issueNumber(invocation)
    const paused = await pauseIssue(await invocation.open(), number)
    if (paused.outcome === 'not-found') throw noSuchIssue(number)
    if (paused.outcome === 'not-being-sent') {
      throw new CommandError(
        `Issue ${number} is ${paused.status}; only an issue that is being sent can be paused.`,
      )
    }
    invocation.print(
      `Issue ${number} is paused: whoever is still to be sent it waits. Where nobody knows whether Resend took the mails, it is asked again all the same, and who had not got them gets them then, once. Go on with "issue resume ${number}", or end it with "issue cancel ${number}".`,
    )
  },
}
