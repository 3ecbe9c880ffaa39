import { inviteEditor } from '../actions/editor/invite.ts'
import { type Command, CommandError } from './command.ts'

/** What an invitation's fields are called on the command line. */
const OPTIONS = { address: 'ADDRESS', role: '--role', name: '--name', reviewer: '--reviewer' } as const

export const editorsInvite: Command = {
  usage: 'editors invite ADDRESS',
  summary: 'Let somebody sign in at the desk, and tell them by mail',
  options: {
    role: { type: 'string', help: 'owner, editor or reviewer (default: editor)' },
    name: { type: 'string', help: 'What they are called at the desk; they can change it' },
    reviewer: { type: 'string', help: 'The seat on the panel whose reviews they write: its name or slug' },
  },
  async run({ positionals, values, open, print }) {
    const [address] = positionals
    if (address === undefined) {
      throw new CommandError(
        'editors invite takes one ADDRESS: npx verdicts editors invite ada@lovelace.org --role owner',
      )
    }
    const context = await open()
    const given = (option: 'role' | 'name' | 'reviewer') => String(values[option] ?? '')
    const invited = await inviteEditor(context, {
      address,
      role: given('role') || 'editor',
      name: given('name'),
      reviewer: given('reviewer'),
    })
    if (invited.outcome === 'refused') {
      const problems = Object.entries(invited.problems).map(
        ([field, problem]) => `${OPTIONS[field as keyof typeof OPTIONS]}: ${problem}`,
      )
      throw new CommandError(problems.join('\n'))
    }
    print(`Invited. They sign in at ${context.config.site.url}/desk with a code that comes by mail.`)
    if (!context.config.resendApiKey) print('On this computer it comes to the mailbox, once the server runs.')
  },
}
