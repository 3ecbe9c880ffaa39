import { eraseAddress } from '../actions/errand/erase-address.ts'
import { type Command, CommandError } from './command.ts'

export const subscribersErase: Command = {
  usage: 'subscribers erase ADDRESS',
  summary: 'Erase everything about whoever has an address, as they can themselves through their preferences',
  options: {
    yes: { type: 'boolean', help: 'Do it: nobody can undo it' },
  },
  async run({ positionals, values, open, print }) {
    const [address] = positionals
    if (address === undefined) {
      throw new CommandError(
        'subscribers erase takes one ADDRESS: npx verdicts subscribers erase ada@lovelace.org --yes',
      )
    }
    if (values.yes !== true) throw new CommandError('Nobody can undo it. Add --yes when you mean it.')
    const erased = await eraseAddress(await open(), address)
    switch (erased.outcome) {
      case 'invalid':
        throw new CommandError(`ADDRESS can't be read. ${erased.problem}`)
      case 'not-found':
        throw new CommandError('Nobody has, or had, this address. Look for another spelling of it.')
      case 'erased':
        print('Erased. What a request may have to be repeated with is sealed, and goes once that is settled.')
    }
  },
}
