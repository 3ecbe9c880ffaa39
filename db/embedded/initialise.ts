import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Binaries, EmbeddedPostgresError, programPath } from './binaries.ts'
import { dataFolderArgument, type Identity } from './identity.ts'

/** Makes a new data folder, whole or not at all: a crash half-way leaves nothing in its place. */
export async function initialise(
  binaries: Binaries,
  identity: Identity,
  dataFolder: string,
  password: string,
): Promise<void> {
  mkdirSync(dirname(dataFolder), { recursive: true })
  const unfinished = mkdtempSync(`${dataFolder}.new-`)
  const secrets = mkdtempSync(join(tmpdir(), 'weekly-verdicts-'))
  const passwordFile = join(secrets, 'password')
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    for (const path of [unfinished, secrets, passwordFile]) own(path, identity)
    await runInitdb(binaries, identity, unfinished, passwordFile)
    renameSync(unfinished, dataFolder)
  } catch (error) {
    if (!existsSync(join(dataFolder, 'PG_VERSION'))) throw error
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
    rmSync(secrets, { recursive: true, force: true })
  }
}

/** @throws {EmbeddedPostgresError} when the data was made by another major version. */
export function refuseOtherMajor(binaries: Binaries, dataFolder: string): void {
  const major = Number(readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8'))
  if (major === binaries.major) return
  throw new EmbeddedPostgresError(
    `${dataFolder} was made by PostgreSQL ${major}, and this version brings PostgreSQL ${binaries.major}. ` +
      `Go back to the version that made it and dump it with pg_dump, or move the folder away to start afresh.`,
  )
}

function own(path: string, { uid, gid }: Identity): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

async function runInitdb(binaries: Binaries, identity: Identity, folder: string, passwordFile: string) {
  const args = [
    `--pgdata=${dataFolderArgument(identity, folder)}`,
    '--username=verdicts',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]
  const child = spawn(programPath(binaries.home, 'initdb'), args, { cwd: folder, ...identity })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) {
    throw new EmbeddedPostgresError(`initdb failed with code ${code}:\n${output}\nOr set DATABASE_URL.`)
  }
}
