import { sendTestMail } from '../actions/issue/send-test.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueTest: Command = {
  usage: 'issue test N',
  summary: 'Mail an issue to some addresses, marked as a test, its links inert',
  options: {
    to: { type: 'string', help: 'The address, or several: a@x.org,b@x.org' },
    edition: { type: 'string', help: 'Which edition (default: 1, the whole issue)' },
  },
  async run(invocation) {
    const number = issueNumber(invocation)
    const { to, edition = '1' } = invocation.values
    if (to === undefined) throw new CommandError('To whom? Give --to ADDRESS.')
    if (!/^\d{1,9}$/.test(String(edition))) {
      throw new CommandError(`--edition: "${edition}" is not the number of an edition, like 1 or 2.`)
    }
    const sent = await sendTestMail(await invocation.open(), number, String(to), Number(edition))
    if (sent.outcome === 'not-found') throw noSuchIssue(number)
    if (sent.outcome === 'refused')
      throw new CommandError(sent.problems.map((problem) => `--${sent.field}: ${problem}`).join('\n'))
    invocation.print(
      `The test mail of issue ${number} goes out within seconds while a worker runs (npm start), or when the next one starts.`,
    )
  },
}
