import { liftSuppression } from '../actions/suppression/lift.ts'
import { type Command, CommandError } from './command.ts'

export const suppressionsLift: Command = {
  usage: 'suppressions lift ADDRESS',
  summary: 'Let an address be mailed again',
  options: {
    yes: { type: 'boolean', help: 'Also when its owner has called our mail spam' },
  },
  async run({ positionals, values, open, print }) {
    const [address] = positionals
    if (address === undefined) {
      throw new CommandError(
        'suppressions lift takes one ADDRESS: npx verdicts suppressions lift ada@lovelace.org',
      )
    }
    const lifted = await liftSuppression(await open(), { address, evenComplaint: values.yes === true })
    switch (lifted.outcome) {
      case 'invalid':
        throw new CommandError(`ADDRESS can't be read. ${lifted.problem}`)
      case 'not-suppressed':
        throw new CommandError('The address is not suppressed. Look for another spelling of it.')
      case 'complaint':
        throw new CommandError(
          `Its owner has called our mail spam (${day(lifted.since)}). Add --yes when they have asked for it again.`,
        )
      case 'lifted':
        print(`Lifted: ${lifted.reason} since ${day(lifted.since)}${lifted.note ? `, ${lifted.note}` : ''}`)
    }
  },
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10)
}
