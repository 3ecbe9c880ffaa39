import type { Command, Invocation } from '../../src/cli/command.ts'
import type { Context } from '../../src/context.ts'
import type { OpenDatabase } from '../../src/open.ts'

export interface CommandCall {
  readonly positionals?: string[]
  readonly values?: Invocation['values']
  readonly open: () => unknown
}

/** Runs a command as the command line would. @returns the lines it printed and noted. */
export async function callCommand(command: Command, { positionals = [], values = {}, open }: CommandCall) {
  const printed: string[] = []
  const noted: string[] = []
  await command.run({
    positionals,
    values,
    open: async () => open() as Context,
    openDatabase: async () => open() as OpenDatabase,
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
  })
  return { printed, noted }
}
