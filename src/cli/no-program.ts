import type { NoProgram } from '../actions/installation/backup.ts'
import { CommandError } from './command.ts'

/** An error that says what to install. */
export function noProgram({ name, serverMajor, unfit }: NoProgram): CommandError {
  const found = unfit.map(({ path, major }) => `${path} is of version ${major}`).join(', ') || 'there is none'
  return new CommandError(
    [
      `The server is PostgreSQL ${serverMajor}, which takes ${name} of version ${serverMajor} or newer; here ${found}.`,
      `  Debian, Ubuntu: the package postgresql-client-${serverMajor}, from apt.postgresql.org where yours has an older one`,
      '  macOS: brew install libpq',
      "  Windows: the command line tools of PostgreSQL's installer",
    ].join('\n'),
  )
}
