import { listEditors } from '../actions/editor/list.ts'
import type { Command } from './command.ts'

export const editorsList: Command = {
  usage: 'editors list',
  summary: 'Show who may sign in at the desk',
  async run({ open, print, note }) {
    const { editors } = await listEditors(await open())
    if (editors.length === 0)
      note('Nobody yet. Invite the first one: npx verdicts editors invite ADDRESS --role owner')
    for (const { id, role, address, name } of editors) print(`${id}\t${role}\t${address}\t${name}`)
  },
}
