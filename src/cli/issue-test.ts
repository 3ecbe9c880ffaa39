import { sendTestMail } from '../actions/issue/send-test.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueTest: Command = {
  usage: 'issue test N',
  summary: 'Mail an issue to one address, marked as a test, its links inert',
  options: { to: { type: 'string', help: 'The address' } },
  async run(invocation) {
    const number = issueNumber(invocation)
    const { to } = invocation.values
    if (to === undefined) throw new CommandError('To whom? Give --to ADDRESS.')
    const sent = await sendTestMail(await invocation.open(), number, String(to))
    if (sent.outcome === 'not-found') throw noSuchIssue(number)
    if (sent.outcome === 'refused') throw new CommandError(`--to: ${sent.problem}`)
    invocation.print(
      `The test mail of issue ${number} goes out within seconds while a worker runs (npm start), or when the next one starts.`,
    )
  },
}
