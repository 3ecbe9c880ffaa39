import { type ChildProcess, execFile, type StdioOptions, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

/** PostgreSQL's own programs that copy a whole database. The embedded PostgreSQL comes without them. */
type ClientProgramName = 'pg_dump' | 'pg_restore' | 'psql'

export interface ClientProgram {
  readonly path: string
  /** The major version: it serves servers of the same one, and mostly older ones. */
  readonly major: number
}

/**
 * Looks for a program that fits a server: where packages put it, then on the PATH, where Debian has a wrapper
 * that chooses for itself. Of the same major version where there is one, else of the next newer; an older one
 * refuses to work.
 *
 * @returns the program, or all that were found where none fits.
 */
export async function findClientProgram(
  name: ClientProgramName,
  serverMajor: number,
  paths: readonly string[] = [...usualFolders(serverMajor).map((folder) => `${folder}/${name}`), name],
): Promise<{ program: ClientProgram } | { program: undefined; unfit: readonly ClientProgram[] }> {
  const found = (await Promise.all(paths.map(askVersion))).flatMap((program) => program ?? [])
  const [program] = found
    .filter(({ major }) => major >= serverMajor)
    .sort((one, other) => one.major - other.major)
  return program ? { program } : { program, unfit: found }
}

function usualFolders(major: number): string[] {
  return [
    `/usr/lib/postgresql/${major}/bin`,
    `/usr/pgsql-${major}/bin`,
    `/opt/homebrew/opt/postgresql@${major}/bin`,
    '/opt/homebrew/opt/libpq/bin',
    `/usr/local/opt/postgresql@${major}/bin`,
    '/usr/local/opt/libpq/bin',
    `/Applications/Postgres.app/Contents/Versions/${major}/bin`,
    `C:/Program Files/PostgreSQL/${major}/bin`,
  ]
}

async function askVersion(path: string): Promise<ClientProgram | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'])
    const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]
    return major ? { path, major: Number(major) } : undefined
  } catch {
    return undefined
  }
}

export interface ProgramRun {
  readonly args: readonly string[]
  /** A connection string; absent for what needs no server. */
  readonly databaseUrl?: string
}

/**
 * Runs a client program to its end.
 *
 * @returns what it wrote, and why it failed, if it did: in its own words.
 */
export async function runClientProgram(
  program: ClientProgram,
  run: ProgramRun,
): Promise<{ output: string; failure: string | undefined }> {
  const { child, ended } = start(program, run, ['ignore', 'pipe', 'pipe'])
  let output = ''
  child.stdout!.setEncoding('utf8').on('data', (text) => (output += text))
  const failure = await ended
  return { output, failure }
}

/**
 * Has one program read what another writes, between two texts. The last one is written only when the writer
 * came to a good end: whatever else ends it, this process's own death as well, the reader does not get it.
 *
 * @returns why it failed, if it did.
 */
export async function feedClientProgram(
  [writer, writing]: readonly [ClientProgram, ProgramRun],
  [reader, reading]: readonly [ClientProgram, ProgramRun],
  { before, after }: { before: string; after: string },
): Promise<string | undefined> {
  const target = start(reader, reading, ['pipe', 'ignore', 'pipe'])
  const source = start(writer, writing, ['ignore', 'pipe', 'pipe'])
  const input = target.child.stdin!
  // A reader that ends early says why itself; the writer must not wait for it.
  input.on('error', () => undefined)
  void target.ended.then(() => source.child.kill())
  input.write(before)
  source.child.stdout!.pipe(input, { end: false })
  const failure = await source.ended
  if (failure === undefined) input.end(after)
  else input.destroy()
  return (await target.ended) ?? failure
}

/** Starts a program. @returns it, and why it failed, if it did, once it has ended. */
function start(
  { path }: ClientProgram,
  { args, databaseUrl }: ProgramRun,
  stdio: StdioOptions,
): { child: ChildProcess; ended: Promise<string | undefined> } {
  const connection = databaseUrl ? connectionFor(databaseUrl) : undefined
  const child = spawn(path, [...args, ...(connection?.args ?? [])], { stdio })
  return { child, ended: failureOf(child).finally(() => connection?.forget()) }
}

async function failureOf(child: ChildProcess): Promise<string | undefined> {
  let complaints = ''
  child.stderr!.setEncoding('utf8').on('data', (text) => (complaints += text))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) =>
      resolve(
        code === 0 ? undefined : complaints.trim() || `${child.spawnfile} ended with ${code ?? signal}`,
      ),
    )
  })
}

/** What a connection string says beyond whom to connect to, and both sides understand. */
const SETTINGS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'options']

/**
 * The same connection for libpq. A command line is open to all, and an environment to more than it should be:
 * the password goes through a file of our own, for as long as the program runs.
 */
function connectionFor(databaseUrl: string): { args: string[]; forget(): void } {
  const { host, port, user, database, password } = new pg.Client({ connectionString: databaseUrl })
  const given = new URL(databaseUrl).searchParams
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-'))
  const passfile = join(folder, 'password')
  writeFileSync(passfile, `*:*:*:*:${(password ?? '').replaceAll(/[\\:]/g, '\\$&')}\n`, { mode: 0o600 })
  const settings = SETTINGS.flatMap((name) => (given.has(name) ? [[name, given.get(name)!] as const] : []))
  const words = Object.entries({
    host,
    port: String(port),
    user: user ?? '',
    dbname: database ?? '',
    ...(password ? { passfile } : {}),
    ...(given.has('ssl') ? { sslmode: 'require' } : {}),
    ...Object.fromEntries(settings),
    // The driver's word for what libpq calls `require`.
    ...(given.get('sslmode') === 'no-verify' ? { sslmode: 'require' } : {}),
  }).map(([name, value]) => `${name}='${value.replaceAll(/[\\']/g, '\\$&')}'`)
  return {
    args: ['--no-password', `--dbname=${words.join(' ')}`],
    forget: () => rmSync(folder, { recursive: true, force: true }),
  }
}
