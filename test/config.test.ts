import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConfigError, isSampleInstallation, loadConfig } from '../src/config.ts'
import { environment } from '../src/environment.ts'
import { loadCommandConfig, rememberOrigin } from '../src/origin.ts'

const folder = mkdtempSync(join(tmpdir(), 'verdicts-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://localhost/verdicts',
  RESEND_API_KEY: 're_1',
  RESEND_WEBHOOK_SECRET: 'whsec_1',
  SECRET_KEY: 'x'.repeat(32),
  SITE_URL: 'https://verdicts.org/',
  MAIL_FROM: 'Verdicts <news@verdicts.org>',
  POSTAL_ADDRESS: '1 Street',
}

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('with nothing set it is a laptop: local only, its secrets made once and kept for their owner', () => {
  const dataDir = join(folder, 'new')
  const config = loadConfig({ DATA_DIR: dataDir })
  expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, site: { url: 'http://localhost:3000' } })
  expect(isSampleInstallation(config)).toBe(true)
  expect(loadConfig({ DATA_DIR: dataDir }).linkKeys).toEqual(config.linkKeys)
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o077).toBe(0)
})

test.each(['DATABASE_URL', 'RESEND_API_KEY'] as const)('with %s set there is no sample content', (name) => {
  expect(isSampleInstallation(loadConfig({ DATA_DIR: folder, [name]: production[name] }))).toBe(false)
})

test('without an API key the mailbox’s webhooks have a secret that stays the same, unless one is set', () => {
  const secretOf = (env: NodeJS.ProcessEnv) =>
    loadConfig({ DATA_DIR: join(folder, 'webhooks'), ...env }).resendWebhookSecret
  expect(secretOf({})).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(secretOf({})).toBe(secretOf({}))
  expect(secretOf({ DATA_DIR: join(folder, 'others') })).not.toBe(secretOf({}))
  expect(secretOf({ RESEND_WEBHOOK_SECRET: 'whsec_1' })).toBe('whsec_1')
  expect(secretOf({ RESEND_API_KEY: 're_1' })).toBeUndefined()
})

test('production with everything set writes no secrets', () => {
  const dataDir = join(folder, 'untouched')
  const config = loadConfig({ ...production, DATA_DIR: dataDir })
  expect(config.site.url).toBe('https://verdicts.org')
  expect(existsSync(dataDir)).toBe(false)
})

test('production with nothing set lists all that is missing at once, each with its remedy', () => {
  const problems = problemsOf({ NODE_ENV: 'production', DATA_DIR: folder })
  const { NODE_ENV: _, ...required } = production
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual(Object.keys(required))
  for (const problem of problems) expect(problem).toMatch(/is not set\. Set it to .+\.$/)
})

test('an empty variable counts as missing', () => {
  expect(problemsOf({ ...production, SECRET_KEY: ' ' })).toEqual([expect.stringContaining('SECRET_KEY')])
})

test.each([
  ['PORT', '70000'],
  ['PORT', 'web'],
  ['DATABASE_URL', 'mysql://x'],
  ['REDIS_URL', 'localhost:6379'],
  ['SITE_URL', 'https://verdicts.org/news'],
  ['SITE_URL', 'verdicts.org'],
  ['SECRET_KEY', 'short'],
  ['SECRET_KEY', `${'x'.repeat(32)},short`],
  ['MAIL_FROM', 'Verdicts'],
  ['RESEND_WEBHOOK_SECRET', 'secret'],
  ['RESEND_REQUESTS_PER_SECOND', '0'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', '127.0.0.1,proxy.local'],
  ['SIGN_UPS_PER_ADDRESS', '0'],
  ['SIGN_UPS_PER_NETWORK', 'many'],
  ['SIGN_UPS_IN_TOTAL', '-1'],
  ['SIGN_UP_COOLDOWN_MINUTES', '1.5'],
  ['SIGN_UP_SECONDS', '61'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by name', (name, value) => {
  expect(problemsOf({ ...production, [name]: value })).toEqual([
    expect.stringMatching(new RegExp(`^${name} `)),
  ])
})

test('a command links to where the site was last started, unless it is told otherwise', () => {
  const dataDir = join(folder, 'elsewhere')
  rememberOrigin(loadConfig({ DATA_DIR: dataDir, PORT: '4100' }))
  const origin = (env: NodeJS.ProcessEnv) => loadCommandConfig({ DATA_DIR: dataDir, ...env }).site.url
  expect(origin({})).toBe('http://localhost:4100')
  expect(origin({ PORT: '5000' })).toBe('http://localhost:5000')
  expect(origin({ SITE_URL: 'https://verdicts.org' })).toBe('https://verdicts.org')
})

test('.env.example lists every variable and no other', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const listed = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(listed.sort()).toEqual(Object.keys(environment.shape).sort())
})
