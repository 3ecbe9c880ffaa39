import { resumeIssue } from '../actions/issue/resume.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueResume: Command = {
  usage: 'issue resume N',
  summary: 'Let a paused issue go on, or a held one once its cause is mended',
  async run(invocation) {
    const number = issueNumber(invocation)
    const resumed = await resumeIssue(await invocation.open(), number)
    if (resumed.outcome === 'not-found') throw noSuchIssue(number)
    if (resumed.outcome === 'not-stopped')
      throw new CommandError(`Issue ${number} is ${resumed.status}, neither held nor paused.`)
    invocation.print(
      resumed.status === 'sending'
        ? `Issue ${number} goes on.`
        : `Issue ${number} is a draft again: schedule it anew.`,
    )
  },
}
