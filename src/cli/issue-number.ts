import { CommandError, type Invocation } from './command.ts'

/** @throws {CommandError} when the first argument is no issue's number. */
export function issueNumber({ positionals }: Invocation): number {
  const [text] = positionals
  const number = Number(text)
  if (text && Number.isInteger(number) && number > 0 && number < 2 ** 31) return number
  throw new CommandError(
    text ? `"${text}" is not the number of an issue.` : 'Which issue? Give its number, as in: issue show 1',
  )
}

/** An error for a number that no issue has. */
export function noSuchIssue(number: number): CommandError {
  return new CommandError(`There is no issue ${number}. "npx verdicts issue list" lists them.`)
}

/** The slugs of `--comparisons a,b,c`. */
export function readSlugs(value: unknown): string[] {
  return String(value)
    .split(',')
    .map((slug) => slug.trim())
    .filter(Boolean)
}
