import type { Command } from '../../cli/command.ts'
import { commands } from '../../cli/commands.ts'
import { findCommand, readArguments } from '../../cli/read-command-line.ts'
import { loadConfig } from '../../config.ts'
import { type OpenContext, openContext } from '../../open.ts'

// The editor's own process: it runs the commands of `npx verdicts` as they come, on one connection.

export interface CommandCall {
  readonly number: number
  readonly argv: readonly string[]
}
export interface CommandResult {
  readonly number: number
  readonly printed: readonly string[]
  /** Why the command could not do it. */
  readonly refused?: string
}

let opened: OpenContext | undefined

process.on('message', ({ number, argv }: CommandCall) => {
  const printed: string[] = []
  run(argv, printed).then(
    () => tell({ number, printed }),
    (error) => tell({ number, printed, refused: String(error?.message ?? error) }),
  )
})
process.on('disconnect', () => process.exit())
process.on('SIGINT', () => undefined)

async function run(argv: readonly string[], printed: string[]): Promise<void> {
  const { command, rest } = findCommand(commands as readonly Command[], argv)!
  await command.run({
    ...readArguments(command, rest),
    open,
    openDatabase: async () => {
      const { db } = await open()
      return { db, databaseUrl: opened!.databaseUrl, close: async () => undefined }
    },
    print: (line) => printed.push(line),
    note: (line) => printed.push(line),
  })
}

async function open() {
  opened ??= await openContext(loadConfig(JSON.parse(process.argv[2]!)), { poolSize: 4 })
  return opened.context
}

function tell(result: CommandResult): void {
  if (process.connected) process.send!(result)
}
