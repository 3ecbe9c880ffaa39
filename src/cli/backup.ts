import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { type BackupOutcome, backupDatabase, type WholeDatabase } from '../actions/installation/backup.ts'
import { type Command, CommandError } from './command.ts'
import { noProgram } from './no-program.ts'
import { createPrivateFile } from './private-file.ts'

export const backup: Command = {
  usage: 'backup FILE',
  summary: 'Write the whole database to a new file, while everything runs; restore takes it',
  options: { force: { type: 'boolean', help: 'Replace the file if it exists' } },
  async run({ positionals: [file], values: { force }, openDatabase, note }) {
    if (!file) throw new CommandError('backup takes one FILE to write to, as in: backup verdicts.backup')
    refuseToReplace(file, force)
    const database = await openDatabase()
    const draft = `${file}.${randomUUID().slice(0, 8)}.unfinished`
    try {
      await writeBackup(database, draft)
      refuseToReplace(file, force)
      await rename(draft, file)
    } finally {
      await rm(draft, { force: true })
    }
    note(`Wrote ${file}. Only you may read it: it holds every address. Keep SECRET_KEY with it.`)
  },
}

async function writeBackup(database: WholeDatabase, draft: string): Promise<void> {
  // pg_dump keeps the rights of a file that exists.
  await (await createPrivateFile(draft)).close()
  const written = await backupDatabase(database, draft)
  if (written.outcome !== 'written') throw refusal(written)
}

function refusal(refused: Exclude<BackupOutcome, { outcome: 'written' }>): CommandError {
  switch (refused.outcome) {
    case 'no-program':
      return noProgram(refused)
    case 'nothing-there':
      return new CommandError(
        'There is nothing to back up: this database was never used. Check DATABASE_URL, or DATA_DIR.',
      )
    case 'failed':
      return new CommandError(`The backup failed:\n${refused.because}`)
  }
}

function refuseToReplace(file: string, force: unknown): void {
  if (!force && existsSync(file)) {
    throw new CommandError(`${file} exists. Name a new file, or replace it with --force.`)
  }
}
