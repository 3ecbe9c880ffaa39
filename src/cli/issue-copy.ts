import { sendCopy } from '../actions/issue/send-copy.ts'
import { type Command, CommandError } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueCopy: Command = {
  usage: 'issue copy N',
  summary: 'Send one subscriber an issue once more, beside the ledger',
  options: { to: { type: 'string', help: 'The address of somebody who never got it' } },
  async run(invocation) {
    const number = issueNumber(invocation)
    const { to } = invocation.values
    if (to === undefined) throw new CommandError('To whom? Give --to ADDRESS.')
    const sent = await sendCopy(await invocation.open(), number, String(to))
    if (sent.outcome === 'not-found') throw noSuchIssue(number)
    if (sent.outcome === 'not-out') {
      throw new CommandError(
        `Nobody has got issue ${number} yet. To see it: issue test ${number} --to ADDRESS`,
      )
    }
    if (sent.outcome === 'refused') throw new CommandError(`--to: ${sent.problem}`)
    invocation.print(
      `The copy of issue ${number} goes out within seconds while a worker runs (npm start), or when the next one starts.`,
    )
  },
}
