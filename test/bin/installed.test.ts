import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const here = { os: [process.platform], cpu: [process.arch] }
const WANTED = {
  '': { name: 'a copy of the program' },
  'node_modules/kept': { version: '1.0.0', integrity: 'sha512-kept' },
  'node_modules/tried': { version: '1.0.0', integrity: 'sha512-tried', dev: true },
  'node_modules/here': { version: '1.0.0', integrity: 'sha512-here', optional: true, ...here },
  'node_modules/there': { version: '1.0.0', integrity: 'sha512-there', optional: true, os: ['plan9'] },
}
const { '': _, 'node_modules/there': __, ...ALL } = WANTED

/** What stands in for npm: it takes a moment, and is disturbed when it meets another in its folder. */
const NPM = `#!${process.execPath}
const { appendFileSync, mkdirSync, existsSync, rmSync, writeFileSync } = require('node:fs')
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
if (existsSync('busy')) { appendFileSync('npm.log', 'met another\\n'); process.exit(1) }
writeFileSync('busy', '')
rmSync('node_modules', { recursive: true, force: true })
setTimeout(() => {
  rmSync('busy')
  if (existsSync('fails')) process.exit(1)
  mkdirSync('node_modules')
  writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(JSON.stringify({ packages: ALL }))})
}, 700)
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verdicts-bin-'))
  cpSync(fileURLToPath(new URL('../../bin', import.meta.url)), join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: WANTED }))
  mkdirSync(join(folder, 'path'))
  writeFileSync(join(folder, 'path', 'npm'), NPM, { mode: 0o755 })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Begins a program in the folder. */
function begin(options = '') {
  const script = `import(${JSON.stringify(join(folder, 'bin', 'installed.mjs'))}).then((bin) => bin.ensureInstalled(${options}))`
  const child = spawn(process.execPath, ['-e', script], {
    env: { ...process.env, PATH: `${join(folder, 'path')}${delimiter}${process.env.PATH}` },
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, ended, said: () => said }
}

/** How often npm was run, and how. */
function npmRuns(): string[] {
  const log = join(folder, 'npm.log')
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []
}

function installed(packages: Record<string, object>): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
}

const { 'node_modules/tried': ___, ...WITHOUT_DEV } = ALL

test.each([
  ['what npm installed by hand', ALL, ''],
  ['the same without what is for development', WITHOUT_DEV, ''],
])('%s counts', async (_, packages, options) => {
  installed(packages)
  expect(await begin(options).ended).toBe(0)
  expect(npmRuns()).toEqual([])
})

test.each<[string, Record<string, object> | undefined, string]>([
  ['nothing is there', undefined, ''],
  ['one is missing', { 'node_modules/here': ALL['node_modules/here'] }, ''],
  [
    'one is another version',
    { ...ALL, 'node_modules/kept': { version: '0.9.0', integrity: 'sha512-old' } },
    '',
  ],
  ['one is not wanted any more', { ...ALL, 'node_modules/kept/node_modules/old': { version: '1.0.0' } }, ''],
  ['they are for another machine', { ...ALL, 'node_modules/there': WANTED['node_modules/there'] }, ''],
  ['the tests are run without what they need', WITHOUT_DEV, '{ dev: true }'],
])('where %s, they are installed', async (_, packages, options) => {
  if (packages) installed(packages)
  expect(await begin(options).ended).toBe(0)
  expect(npmRuns()).toHaveLength(1)
  expect(await begin(options).ended).toBe(0)
  expect(npmRuns()).toHaveLength(1)
})

test('of three programs that begin together one installs, and the others wait for it', async () => {
  const programs = [begin(), begin(), begin()]
  expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0, 0])
  expect(npmRuns()).toHaveLength(1)
  expect(programs.filter(({ said }) => said().includes('waiting for it'))).toHaveLength(2)
})

test('when the one that installs fails, the next one tries, and each says so', async () => {
  writeFileSync(join(folder, 'fails'), '')
  const programs = [begin(), begin()]
  expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([1, 1])
  expect(npmRuns()).toHaveLength(2)
  for (const { said } of programs) expect(said()).toContain('npm ci failed')
})

test('when the one that installs is killed, nobody waits for it any more', async () => {
  const first = begin()
  await expect.poll(npmRuns, { timeout: 10_000 }).toHaveLength(1)
  const second = begin()
  await expect.poll(second.said, { timeout: 10_000 }).toContain('waiting for it')
  first.child.kill('SIGKILL')
  await first.ended
  await second.ended
  // What the first began goes on to its end, as npm does.
  const list = join(folder, 'node_modules', '.package-lock.json')
  await expect.poll(() => existsSync(list), { timeout: 10_000 }).toBe(true)
})

test('somebody else on the port keeps nobody waiting', async () => {
  const { createHash } = await import('node:crypto')
  const name = createHash('sha256').update(folder).digest('hex')
  const port = 20_000 + (Number.parseInt(name.slice(0, 8), 16) % 10_000)
  const stranger = createServer(() => undefined).listen(port, '127.0.0.1')
  try {
    const programs = [begin(), begin()]
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0])
    expect(npmRuns()).toHaveLength(1)
  } finally {
    stranger.close()
  }
})
