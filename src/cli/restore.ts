import { access, constants } from 'node:fs/promises'
import { type RestoreOutcome, restoreDatabase } from '../actions/installation/restore.ts'
import { type Command, CommandError } from './command.ts'
import { describeHeldBack } from './held-back.ts'
import { noProgram } from './no-program.ts'

export const restore: Command = {
  usage: 'restore FILE',
  summary: 'Put a backup in the place of the database; nothing in it is sent by itself',
  options: { force: { type: 'boolean', help: 'Replace a database that is not empty' } },
  async run({ positionals: [file], values: { force }, openDatabase, print }) {
    if (!file) throw new CommandError('restore takes one FILE, as backup wrote it')
    await access(file, constants.R_OK).catch((cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'ENOENT' ? 'there is no such file' : 'it may not be read'
      throw new CommandError(`Can't read ${file}: ${why}.`, { cause })
    })
    const restored = await restoreDatabase(await openDatabase(), file, { force: force === true })
    if (restored.outcome !== 'restored') throw refusal(file, restored)
    print(`Restored ${file}.`)
    for (const line of describeHeldBack(restored.heldBack)) print(line)
  },
}

function refusal(file: string, refused: Exclude<RestoreOutcome, { outcome: 'restored' }>): CommandError {
  switch (refused.outcome) {
    case 'no-program':
      return noProgram(refused)
    case 'in-use':
      return new CommandError(
        `Others are connected to the database (${refused.connections}). Stop every web and worker and all else that uses it first.`,
      )
    case 'not-empty':
      return new CommandError(
        'The database is not empty. --force replaces all that is in it; take a backup of it before.',
      )
    case 'no-backup':
      return new CommandError(`${file} can't be restored: ${refused.because}`)
    case 'other-tables':
      return new CommandError(
        `The database has tables that the backup does not have, of a newer version perhaps: ${refused.tables.join(', ')}. Restore into an empty database instead, and set DATABASE_URL to it.`,
      )
    case 'failed':
      return new CommandError(`The restore failed, and the database is as it was:\n${refused.because}`)
  }
}
