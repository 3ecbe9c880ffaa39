import { parseArgs } from 'node:util'
import { type Command, CommandError, type Invocation } from './command.ts'

/** The words of a command's usage that are its name: `issue schedule N` is called `issue schedule`. */
function nameOf({ usage }: Command): string {
  return usage
    .split(' ')
    .filter((word) => /^[a-z]+$/.test(word))
    .join(' ')
}

/** Finds the command that a command line calls: the longest name that it begins with. */
export function findCommand(
  commands: readonly Command[],
  argv: readonly string[],
): { command: Command; rest: readonly string[] } | undefined {
  const found = commands
    .map((command) => ({ command, words: nameOf(command).split(' ') }))
    .filter(({ words }) => words.every((word, index) => argv[index] === word))
    .sort((a, b) => b.words.length - a.words.length)[0]
  return found && { command: found.command, rest: argv.slice(found.words.length) }
}

/**
 * Reads a command's arguments and options.
 *
 * @throws {CommandError} naming the option that is unknown or lacks its value, or the argument too many.
 */
export function readArguments(
  command: Command,
  rest: readonly string[],
): Pick<Invocation, 'positionals' | 'values'> {
  const expected = command.usage.split(' ').filter((word) => /[A-Z]/.test(word)).length
  try {
    const { positionals, values } = parseArgs({
      args: [...rest],
      options: { ...command.options },
      allowPositionals: true,
    })
    if (positionals.length > expected) {
      throw new CommandError(
        `"${positionals[expected]}" is one argument too many. A text with spaces needs quotes.`,
        { exitCode: 2 },
      )
    }
    return { positionals, values }
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) throw error
    throw new CommandError(
      `${(error as Error).message.split('. ')[0]}. See: npx verdicts ${nameOf(command)} --help`,
      { exitCode: 2 },
    )
  }
}
