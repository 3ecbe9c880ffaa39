import type { ParseArgsConfig } from 'node:util'
import type { Context } from '../context.ts'
import type { OpenDatabase } from '../open.ts'

/** One command of `npx verdicts`. Every command is one of these, in the table of commands. */
export interface Command {
  /** What stands behind `npx verdicts`, as the help shows it: `import FILE`. Its lower-case words are its name. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Options as `node:util` parses them, each with its line in the help. */
  readonly options?: Readonly<Record<string, Option>>
  run(invocation: Invocation): Promise<void>
}

type Option = NonNullable<ParseArgsConfig['options']>[string] & { readonly help: string }

/** A command as it was called. */
export interface Invocation {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  /** Connects to the database, and starts the embedded one when nothing runs. Closed after the command. */
  open(): Promise<Context>
  /** The same for what is done to the database as a whole: as it is, not migrated, looked at by nobody. */
  openDatabase(): Promise<OpenDatabase>
  /** Writes a line of the answer (standard output). */
  print(line: string): void
  /** Writes a line about the work (standard error). */
  note(line: string): void
}

/** The command can't do what was asked. The message names the argument and the remedy; no trace is shown. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  /** 1 for what went wrong; 2 where a command tells that from having been called wrongly. */
  readonly exitCode: number

  constructor(message: string, { exitCode = 1, ...options }: ErrorOptions & { exitCode?: number } = {}) {
    super(message, options)
    this.exitCode = exitCode
  }
}
