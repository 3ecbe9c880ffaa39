import { listBounced } from '../actions/subscriber/list-bounced.ts'
import type { Command } from './command.ts'

export const subscribersBounced: Command = {
  usage: 'subscribers bounced',
  summary: 'Show who asked for the newsletter and whose confirmation mail bounced',
  options: {},
  async run({ open, print, note }) {
    const bounced = await listBounced(await open())
    if (bounced.length === 0) return print('No confirmation mail of anybody who waits bounced.')
    for (const { address, bounce, bouncedAt, reason } of bounced) {
      print(`${bouncedAt.toISOString().slice(0, 10)}  ${bounce}  ${address}  ${reason ?? ''}`.trimEnd())
    }
    note(
      'The newest, masked. Who mistyped their address asks again by themselves; nothing is to be done here.',
    )
  },
}
