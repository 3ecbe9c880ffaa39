import { exportSubscribers } from '../actions/subscriber/export.ts'
import { SUBSCRIBER_STATUSES, type SubscriberStatus } from '../domain/subscriber.ts'
import { type Command, CommandError } from './command.ts'
import { writeCsv } from './csv-output.ts'

export const subscribersExport: Command = {
  usage: 'subscribers export',
  summary: 'Print the subscribers as CSV, as subscribers import takes it',
  options: {
    output: { type: 'string', help: 'Write to this new file instead, which only you may read' },
    status: { type: 'string', help: `Only those who are ${SUBSCRIBER_STATUSES.join(', ')}` },
  },
  async run({ values, open, print, note }) {
    const status = readStatus(values.status)
    const context = await open()
    const count = await writeCsv(values.output, print, (write) =>
      exportSubscribers(context, { status, write }),
    )
    if (values.output) note(`Wrote ${count.toLocaleString('en')} subscribers to ${values.output}`)
  },
}

function readStatus(given: unknown): SubscriberStatus | undefined {
  const status = SUBSCRIBER_STATUSES.find((known) => known === given)
  if (given === undefined || status) return status
  throw new CommandError(`--status ${given} is not one of ${SUBSCRIBER_STATUSES.join(', ')}.`)
}
