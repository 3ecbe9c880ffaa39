import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { brand } from './brand.ts'
import { keptSecrets } from './secrets.ts'

/** All settings, read once. Nothing else reads the environment. */
export interface Config {
  readonly production: boolean
  /** Absent: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | undefined
  /** Absent: the queue lives in PostgreSQL. */
  readonly redisUrl: string | undefined
  /** Absent: the built-in mailbox stands in for Resend. */
  readonly resendApiKey: string | undefined
  readonly resendBaseUrl: string | undefined
  readonly resendWebhookSecret: string | undefined
  readonly requestsPerSecond: number
  /** How many mails the mailbox keeps; the oldest beyond are removed. */
  readonly mailboxKeep: number
  readonly site: { readonly url: string; readonly name: string; readonly postalAddress: string }
  readonly host: string
  readonly port: number
  /** Newest first: new links are signed with the first, older ones keep old links working. */
  readonly secretKeys: readonly string[]
  /** The embedded PostgreSQL's password; kept in the data folder. */
  readonly embeddedPassword: string
  readonly mailFrom: string
  readonly replyTo: string | undefined
  /** The variables that mail depends on and that were made up, because nothing was set. */
  readonly invented: readonly string[]
  readonly dataDir: string
  readonly logLevel: string
}

const origin = z
  .string()
  .refine(
    (url) => /^https?:/.test(url) && URL.canParse(url) && new URL(url).origin === url.replace(/\/$/, ''),
    'must be one origin like https://verdicts.org, with no path behind it',
  )

const sender = z
  .string()
  .regex(
    /^([^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    'is not a sender like Weekly Verdicts <news@verdicts.org>',
  )

const secretKeys = z
  .string()
  .transform((list) => list.split(',').map((key) => key.trim()))
  .refine(
    (keys) => keys.every((key) => key.length >= 32),
    'needs keys of 32 characters or more, separated by commas',
  )

const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number({ error: `is not a number from ${least} to ${most}` })
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be ${least} or more`)
    .max(most, `must be ${most} or less`)

/** Every variable there is, with its rule. */
export const environment = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'is not a connection string like postgres://user:password@host/db')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'is not a connection string like redis://host:6379')
    .optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url({ protocol: /^https?$/, error: 'is not a web address' }).optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .startsWith('whsec_', 'must be the secret that Resend shows, which begins with whsec_')
    .optional(),
  RESEND_REQUESTS_PER_SECOND: wholeNumber(1, 1000).default(5),
  MAILBOX_KEEP: wholeNumber(1, 10_000_000).default(100_000),
  SITE_URL: origin.optional(),
  SITE_NAME: z.string().max(80, 'must be 80 characters or less').default(brand.name),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(1, 65535).default(3000),
  SECRET_KEY: secretKeys.optional(),
  MAIL_FROM: sender.optional(),
  REPLY_TO: sender.optional(),
  POSTAL_ADDRESS: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
})

/** What production can't do without, and how to come by it. */
const REQUIRED_IN_PRODUCTION = {
  DATABASE_URL: 'the PostgreSQL to use, like postgres://user:password@host/db',
  RESEND_API_KEY: 'a key from https://resend.com/api-keys',
  RESEND_WEBHOOK_SECRET:
    'the signing secret of the webhook for SITE_URL/webhooks/resend, from https://resend.com/webhooks',
  SECRET_KEY: 'a random secret, like the output of: openssl rand -base64 48',
  SITE_URL: 'the address that readers see, like https://verdicts.org',
  MAIL_FROM: 'the sender, on a domain verified with Resend, like Weekly Verdicts <news@verdicts.org>',
  POSTAL_ADDRESS: 'the postal address that the law asks for in every newsletter',
} as const

/**
 * Reads and checks the environment.
 *
 * @throws {ConfigError} that lists everything that is wrong at once, each with its remedy.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = environment.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`)
  if (given.NODE_ENV === 'production') {
    for (const [name, remedy] of Object.entries(REQUIRED_IN_PRODUCTION)) {
      if (!given[name]) problems.push(`${name} is not set. Set it to ${remedy}.`)
    }
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems)
  return Object.freeze(toConfig(parsed.data))
}

/** Adds the variables of a `.env` file, where there is one, to those that are set. */
export function loadEnvFile(folder: string): void {
  const file = join(folder, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** Notes where the site is, for commands that write links into mails while it runs on another port. */
export function rememberOrigin({ dataDir, site }: Config): void {
  writeFileSync(join(dataDir, 'origin'), `${site.url}\n`)
}

/** The settings of a command: links lead to where the site was last started, where nothing else is set. */
export function loadCommandConfig(env: NodeJS.ProcessEnv): Config {
  const file = join(env.DATA_DIR ?? '.data', 'origin')
  if (env.SITE_URL || env.PORT || env.DATABASE_URL || !existsSync(file)) return loadConfig(env)
  return loadConfig({ ...env, SITE_URL: readFileSync(file, 'utf8').trim() })
}

/** Whether an npm script (npm start) started this process. */
export function startedByNpm(env: NodeJS.ProcessEnv): boolean {
  return env.npm_lifecycle_event !== undefined
}

function toConfig(env: z.infer<typeof environment>): Config {
  const kept = keptSecrets(env.DATA_DIR, { needed: !env.SECRET_KEY || !env.DATABASE_URL })
  return {
    production: env.NODE_ENV === 'production',
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    resendApiKey: env.RESEND_API_KEY,
    resendBaseUrl: env.RESEND_BASE_URL,
    resendWebhookSecret: env.RESEND_WEBHOOK_SECRET,
    requestsPerSecond: env.RESEND_REQUESTS_PER_SECOND,
    mailboxKeep: env.MAILBOX_KEEP,
    site: {
      url: (env.SITE_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
      name: env.SITE_NAME,
      postalAddress: env.POSTAL_ADDRESS ?? 'Sample Press, 1 Sample Street, 00000 Sampleton',
    },
    host: env.HOST,
    port: env.PORT,
    secretKeys: env.SECRET_KEY ?? [kept.secretKey],
    embeddedPassword: kept.databasePassword,
    mailFrom: env.MAIL_FROM ?? `${env.SITE_NAME} <onboarding@resend.dev>`,
    replyTo: env.REPLY_TO,
    invented: (['SITE_URL', 'MAIL_FROM', 'POSTAL_ADDRESS'] as const).filter((name) => !env[name]),
    dataDir: env.DATA_DIR,
    logLevel: env.LOG_LEVEL,
  }
}

/** The laptop's shape: nothing set that could reach anybody, so sample content may be shown and sent. */
export function isSampleInstallation(config: Config): boolean {
  return !config.production && !config.databaseUrl && !config.resendApiKey
}

/** Until there is a sign-in, the desk is for whoever sits at the machine. */
export function showsDesk({ production, host }: Config): boolean {
  return !production && isLoopback(host)
}

/** Whether an address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host)
}

/** How to call what listens on an address: "all addresses" is none that can be called. */
export function reachable(host: string): string {
  const callable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return callable.includes(':') ? `[${callable}]` : callable
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      `The environment needs mending (.env.example explains every variable):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
    this.problems = problems
  }
}
