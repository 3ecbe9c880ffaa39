import { type ResolveOutcome, resolveBatches } from '../actions/batch/resolve.ts'
import { type Command, CommandError, type Invocation } from './command.ts'
import { issueNumber, noSuchIssue } from './issue-number.ts'

export const issueResolve: Command = {
  usage: 'issue resolve N',
  summary: 'Say of a parked batch whether it was sent; look at the sent mails in Resend first',
  options: {
    batch: { type: 'string', help: 'The number of the batch, as "issue show" names it, or: all' },
    as: { type: 'string', help: 'sent: its readers have the issue; unsent: send it to them now' },
  },
  async run(invocation) {
    const number = issueNumber(invocation)
    const batchNumber = readBatch(invocation.values)
    const as = readAs(invocation.values)
    const resolved = await resolveBatches(await invocation.open(), number, { batchNumber, as })
    if (resolved.outcome !== 'resolved') throw refusal(number, batchNumber, resolved)
    const batches = `Batch ${resolved.batches.join(', ')} of issue ${number}`
    invocation.print(
      as === 'sent' ? `${batches}: accepted, as you say.` : `${batches}: sent anew, under a new key.`,
    )
  },
}

function readBatch({ batch }: Invocation['values']): number | undefined {
  if (batch === 'all') return undefined
  const number = Number(batch)
  if (batch !== undefined && Number.isInteger(number) && number > 0 && number < 2 ** 31) return number
  throw new CommandError('Which batch? Give --batch and its number as "issue show" names it, or --batch all.')
}

function readAs({ as }: Invocation['values']): 'sent' | 'unsent' {
  if (as === 'sent' || as === 'unsent') return as
  throw new CommandError('Was it sent? Give --as sent or --as unsent.')
}

function refusal(
  number: number,
  batchNumber: number | undefined,
  refused: Exclude<ResolveOutcome, { outcome: 'resolved' }>,
): CommandError {
  switch (refused.outcome) {
    case 'not-found':
      return noSuchIssue(number)
    case 'not-parked':
      return new CommandError(
        batchNumber === undefined
          ? `No batch of issue ${number} is parked.`
          : `Batch ${batchNumber} of issue ${number} is not parked. "issue show ${number}" lists those that are.`,
      )
    case 'changed':
      return new CommandError('The batch was sent anew meanwhile. Look again.')
    case 'too-early':
      return new CommandError(
        `Batch ${refused.batchNumber} can be called unsent from ${refused.from.toISOString().slice(0, 16).replace('T', ' ')} UTC on: until 28 hours after the last attempt, webhooks may still tell that it was sent. Nothing was changed.`,
      )
  }
}
