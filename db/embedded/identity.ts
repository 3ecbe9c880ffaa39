import { cpSync, existsSync, lstatSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { platform } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Binaries, EmbeddedPostgresError } from './binaries.ts'

/** Whom the server runs as. PostgreSQL refuses to run as root, so root lends it an identity. */
export interface Identity {
  readonly uid?: number
  readonly gid?: number
}

/** The user and group "nobody" of every Linux and the BSDs; it needs no entry in /etc/passwd. */
const NOBODY = 65534

/**
 * The identity for a data folder: ourselves, or for root the folder's owner, or "nobody" for a new one.
 *
 * @throws {EmbeddedPostgresError} when the folder belongs to someone else.
 */
export function identityFor(dataFolder: string): Identity {
  const self = process.getuid?.()
  if (self === undefined) return {}
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : undefined
  if (self === 0) {
    return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: NOBODY, gid: NOBODY }
  }
  if (owner && owner.uid !== self) {
    throw new EmbeddedPostgresError(
      `${dataFolder} belongs to user ${owner.uid}, and this process runs as user ${self}. ` +
        'Start it as that user (sudo, if it was started with sudo before), or choose another folder with DATA_DIR.',
    )
  }
  return {}
}

/** Whether an identity may pass through every folder on the way to a path. */
function canReach({ uid, gid }: Identity, path: string): boolean {
  if (uid === undefined) return true
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder)
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** The binaries where the identity can run them: in place, or copied to a folder open to all. */
export function reachableBinaries(binaries: Binaries, identity: Identity): Binaries {
  if (canReach(identity, binaries.home)) return binaries
  const copy = `/var/tmp/weekly-verdicts-postgres-${binaries.major}-${statSync(binaries.home).mtimeMs | 0}`
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}-`)
    cpSync(binaries.home, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    renameOrKeep(join(unfinished, 'native'), copy)
    rmSync(unfinished, { recursive: true, force: true })
  }
  const { uid, mode } = lstatSync(copy)
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw new EmbeddedPostgresError(`${copy} was not made by this user. Remove it and start again.`)
  }
  return { ...binaries, home: copy }
}

/** Two starts may copy at once: the first to finish wins. */
function renameOrKeep(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}

/**
 * How to name the data folder to a server with this identity. Where a folder on the way is closed to it
 * (a project under root's home), the server starts *in* the folder and names it by Linux's own link to
 * the working directory, which asks no permission of the folders above.
 *
 * @throws {EmbeddedPostgresError} where there is no such link.
 */
export function dataFolderArgument(identity: Identity, dataFolder: string): string {
  if (canReach(identity, dataFolder)) return dataFolder
  if (platform() === 'linux') return '/proc/self/cwd'
  throw new EmbeddedPostgresError(
    `PostgreSQL can't run as root, and no other user can enter ${dataFolder}. ` +
      'Start as an ordinary user, or choose a folder open to all with DATA_DIR.',
  )
}
