import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { feedClientProgram, findClientProgram, runClientProgram } from '../../db/client-programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'verdicts-programs-'))
afterAll(() => rmSync(folder, { recursive: true }))

function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const of = (major: number) =>
  program(`pg_dump_${major}`, `echo "pg_dump (PostgreSQL) ${major}.4 (Somewhere ${major}.4-1)"`)
const [v15, v18, v19] = [of(15), of(18), of(19)]
const broken = program('pg_dump_broken', 'exit 127')

test.each([
  ['of the server’s version, wherever it is', [v15, v19, v18], { program: { path: v18, major: 18 } }],
  ['of a newer version where there is none', [v15, broken, v19], { program: { path: v19, major: 19 } }],
  [
    'of no older version',
    [v15, join(folder, 'missing')],
    { program: undefined, unfit: [{ path: v15, major: 15 }] },
  ],
  ['at all, where there is none', [broken], { program: undefined, unfit: [] }],
])('a program is chosen %s', async (_, paths, expected) => {
  expect(await findClientProgram('pg_dump', 18, paths)).toEqual(expected)
})

test('the password is on no command line and in no environment, and gone with the program', async () => {
  const path = program(
    'show',
    `echo "$@"; env | grep -c 's ecret'; f=$(echo "$@" | sed "s/.*passfile='\\([^']*\\)'.*/\\1/"); ls -l "$f"; cat "$f"`,
  )
  const { output } = await runClientProgram(
    { path, major: 18 },
    {
      args: ['--list'],
      databaseUrl: `postgres://ada:s%20ecret:%5C@db.lovelace.org:6432/it's?sslmode=no-verify&sslrootcert=${v18}`,
    },
  )
  const [line, inEnvironment, listed, password] = output.split('\n')
  const passfile = /passfile='([^']*)'/.exec(line!)?.[1]
  expect(line).toBe(
    `--list --no-password --dbname=host='db.lovelace.org' port='6432' user='ada' dbname='it\\'s' passfile='${passfile}' sslmode='require' sslrootcert='${v18}'`,
  )
  expect(inEnvironment).toBe('0')
  expect(listed).toMatch(/^-rw------- /)
  expect(password).toBe('*:*:*:*:s ecret\\:\\\\')
  expect(existsSync(passfile!)).toBe(false)
})

test('a program that fails says why in its own words, and one that can’t be run is no crash', async () => {
  const failing = program('fails', 'echo half; echo "no such table" >&2; exit 3')
  expect(await runClientProgram({ path: failing, major: 18 }, { args: [] })).toEqual({
    output: 'half\n',
    failure: 'no such table',
  })
  const missing = await runClientProgram({ path: join(folder, 'gone'), major: 18 }, { args: [] })
  expect(missing.failure).toContain('ENOENT')
})

test('a reader gets the last word only when the writer came to a good end', async () => {
  const file = join(folder, 'read')
  const reader = { path: program('reads', `cat > '${file}'`), major: 18 }
  const feed = (script: string) =>
    feedClientProgram([{ path: program('feeds', script), major: 18 }, { args: [] }], [reader, { args: [] }], {
      before: 'begin;',
      after: 'commit;',
    })
  expect(await feed('echo all')).toBeUndefined()
  expect(readFileSync(file, 'utf8')).toBe('begin;all\ncommit;')
  expect(await feed('echo half; echo "file is damaged" >&2; exit 1')).toBe('file is damaged')
  expect(readFileSync(file, 'utf8')).not.toContain('commit')
})

test('a writer does not wait for a reader that has ended', async () => {
  const reader = { path: program('refuses', 'echo "not this" >&2; exit 3'), major: 18 }
  const writer = { path: program('endless', 'exec yes'), major: 18 }
  expect(
    await feedClientProgram([writer, { args: [] }], [reader, { args: [] }], { before: '', after: '' }),
  ).toBe('not this')
})
