import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A file, and an import that it may not have. */
const BREACHES = [
  ['src/domain/planted.ts', '../config.ts'],
  ['src/domain/planted.ts', 'kysely'],
  ['db/queries/planted.ts', '../../src/config.ts'],
  ['db/queries/planted.ts', '../../emails/site.ts'],
  ['mailbox/planted.ts', '../src/brand.ts'],
  ['mailbox/store/planted.ts', '../../db/connect.ts'],
  ['emails/planted.ts', '../src/config.ts'],
  ['emails/planted.ts', '@react-email/components'],
  ['src/sending/planted.ts', '../actions/batch/send.ts'],
  ['src/sending/planted.ts', '../mailer/mailer.ts'],
  ['src/limits/planted.ts', '../actions/subscriber/request.ts'],
  ['src/signing-in/planted.ts', '../actions/editor/invite.ts'],
  ['src/lists/planted.ts', '../context.ts'],
  ['src/markdown/planted.ts', '../config.ts'],
  ['src/outside/planted.ts', '../context.ts'],
  ['src/mailer/planted.ts', '../config.ts'],
  ['emails/planted.ts', 'marked'],
  ['src/web/planted.ts', 'marked'],
  ['src/actions/planted.ts', 'resend'],
  ['src/actions/issue/planted.ts', '../../web/create-web.tsx'],
  ['src/actions/issue/planted.ts', '../../../jobs/queues.ts'],
  ['src/web/planted.ts', '../../db/connect.ts'],
  ['src/web/planted.ts', 'better-auth'],
  ['src/web/routes/planted.ts', '../../../jobs/queues.ts'],
  ['src/cli/planted.ts', '../sending/links.ts'],
  ['src/cli/planted.ts', '../web/create-web.tsx'],
  ['jobs/planted.ts', '../db/connect.ts'],
  ['jobs/planted.ts', '../src/mailer/mailer.ts'],
] as const

const folder = mkdtempSync(join(tmpdir(), 'verdicts-lint-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('an import in the wrong direction is refused, each kind of it', () => {
  for (const file of ['biome.json', '.gitignore']) copyFileSync(join(root, file), join(folder, file))
  const planted = BREACHES.map(([file, specifier], index) => {
    const path = file.replace('planted', `planted-${index}`)
    plant(path, specifier)
    return `${path}:1`
  })
  plant('src/actions/issue/allowed.ts', '../../domain/verdict.ts')
  const refused = lint().matchAll(/^(\S+):\d+ lint\/style\/noRestrictedImports/gm)
  expect([...refused].map(([, place]) => place).sort()).toEqual(planted.sort())
})

test('the environment is read in one place, and the clock never in the domain', () => {
  const sources = ['src', 'emails', 'jobs', 'db', 'mailbox'].flatMap(typeScriptIn)
  const matching = (pattern: RegExp) =>
    sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))
  // The two programs hand it to config.ts.
  expect(matching(/process\.env/)).toEqual(['src/cli/main.ts', 'src/main.ts'])
  expect(
    matching(/Date\.now\(|new Date\(\)|Math\.random/).filter((file) => file.startsWith('src/domain')),
  ).toEqual([])
})

function plant(path: string, specifier: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true })
  writeFileSync(join(folder, path), `import { x } from '${specifier}'\n\nexport const y = x\n`)
}

function lint(): string {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const run = spawnSync(process.execPath, [biome, 'lint', '--max-diagnostics=none', '--colors=off'], {
    cwd: folder,
  })
  return `${run.stdout}${run.stderr}`
}

function typeScriptIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .sort()
}
