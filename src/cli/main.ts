import { type Config, loadEnvFile } from '../config.ts'
import type { Context } from '../context.ts'
import { explainToOperator } from '../explain.ts'
import { createLog } from '../log.ts'
import { type OpenContext, type OpenDatabase, openContext, openDatabase } from '../open.ts'
import { loadCommandConfig } from '../origin.ts'
import { CommandError } from './command.ts'
import { commands } from './commands.ts'
import { describeHeldBack } from './held-back.ts'
import { helpFor, overview } from './help.ts'
import { findCommand, readArguments } from './read-command-line.ts'

let opened: OpenContext | undefined
let asItIs: OpenDatabase | undefined

// Whoever reads our output, such as head, may have had enough of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exitCode = 0
})

try {
  await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${explainToOperator(error)}\n`)
  process.exitCode = error instanceof CommandError ? error.exitCode : 1
} finally {
  await opened?.close()
  await asItIs?.close()
}

async function run(argv: readonly string[]): Promise<void> {
  const found = findCommand(commands, argv)
  if (!found) return explainCommands(argv)
  const { command, rest } = found
  if (rest.includes('--help')) return print(helpFor(command))
  await command.run({ ...readArguments(command, rest), print, note, open, openDatabase: openAsItIs })
}

function explainCommands(argv: readonly string[]): void {
  const words = argv.filter((word) => !word.startsWith('-'))
  if (words.length > 0 && !commands.some(({ usage }) => usage.startsWith(words.join(' ')))) {
    throw new CommandError(`There is no command "${words.join(' ')}".\n\n${overview(commands)}`)
  }
  print(overview(commands.filter(({ usage }) => usage.startsWith(words.join(' ')))))
}

async function open(): Promise<Context> {
  if (opened) return opened.context
  opened = await openContext(readConfig(), { poolSize: 4 })
  if (opened.heldBack) note(describeHeldBack(opened.heldBack).join('\n'))
  return opened.context
}

async function openAsItIs(): Promise<OpenDatabase> {
  const config = readConfig()
  asItIs ??= await openDatabase(config, { log: createLog(config), poolSize: 4 })
  return asItIs
}

function readConfig(): Config {
  loadEnvFile('.')
  return quietly(loadCommandConfig(process.env))
}

/** A command answers its user; what goes to the log is for servers. */
function quietly(config: Config): Config {
  return { ...config, logLevel: config.logLevel === 'info' ? 'error' : config.logLevel }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
