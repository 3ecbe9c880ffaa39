import { unscheduleIssue } from '../actions/issue/unschedule.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueUnschedule: Command = {
  usage: 'issue unschedule N',
  summary: 'Take a scheduled issue back to draft',
  async run(invocation) {
    const number = issueNumber(invocation)
    const taken = await unscheduleIssue(await invocation.open(), number)
    if (taken.outcome === 'not-found') throw noSuchIssue(number)
    if (taken.outcome === 'not-scheduled') {
      throw new CommandError(
        `Issue ${number} is ${taken.status === 'draft' ? 'a draft already' : `${taken.status}: some of it may be out, and nothing can take that back`}.`,
      )
    }
    invocation.print(`Issue ${number} is a draft again.`)
  },
}
