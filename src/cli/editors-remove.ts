import { dismissEditor } from '../actions/editor/dismiss.ts'
import { listEditors } from '../actions/editor/list.ts'
import { type Command, CommandError } from './command.ts'

export const editorsRemove: Command = {
  usage: 'editors remove ADDRESS',
  summary: 'Sign somebody out of the desk for good; what they did stays',
  async run({ positionals, open, print }) {
    const [address] = positionals
    if (address === undefined) {
      throw new CommandError('editors remove takes one ADDRESS: npx verdicts editors remove ada@lovelace.org')
    }
    const context = await open()
    const { editors } = await listEditors(context)
    const editor = editors.find((one) => one.address === address.toLowerCase())
    const removed = editor && (await dismissEditor(context, editor.id))
    if (removed?.outcome === 'last-owner') {
      throw new CommandError(
        'They are the last owner. Invite another one first: editors invite ADDRESS --role owner',
      )
    }
    if (removed?.outcome !== 'changed') {
      throw new CommandError('No editor has this address. npx verdicts editors list shows them all.')
    }
    print('Removed, and signed out everywhere.')
  },
}
