import { existsSync } from 'node:fs'
import type { BlockList } from 'node:net'
import { join } from 'node:path'
import type { z } from 'zod'
import { type LinkKey, linkKeys } from './domain/link-token.ts'
import { environment, REQUIRED_IN_PRODUCTION } from './environment.ts'
import { keptSecrets, mailboxWebhookSecret } from './secrets.ts'

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
  /** Without an API key, and unless another is set, the one that the mailbox signs with. */
  readonly resendWebhookSecret: string | undefined
  readonly requestsPerSecond: number
  /** How many mails the mailbox keeps; the oldest beyond are removed. */
  readonly mailboxKeep: number
  readonly site: { readonly url: string; readonly name: string; readonly postalAddress: string }
  readonly host: string
  readonly port: number
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies: BlockList
  readonly signUps: SignUpRules
  /** Of SECRET_KEY, newest first: new links are signed with the first, older ones keep old links working. */
  readonly linkKeys: readonly LinkKey[]
  /** The embedded PostgreSQL's password; kept in the data folder. */
  readonly embeddedPassword: string
  readonly mailFrom: string
  readonly replyTo: string | undefined
  /** The variables that mail depends on and that were made up, because nothing was set. */
  readonly invented: readonly string[]
  /** Whether nothing is sent that nobody approved. An owner decides whose approval it takes. */
  readonly approvals: boolean
  readonly dataDir: string
  readonly logLevel: string
}

/** What keeps the sign-up form from being abused. A nought lets everybody through. */
interface SignUpRules {
  /** Mails to an address in a day. */
  readonly perAddress: number
  /** Between two mails to an address. */
  readonly cooldownMinutes: number
  /** Sign-ups from a network in ten minutes. */
  readonly perNetwork: number
  /** Sign-ups from everywhere in ten minutes. */
  readonly inTotal: number
  /** The least that somebody takes to fill in the form. */
  readonly seconds: number
}

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

/** Whether an npm script (npm start) started this process. */
export function startedByNpm(env: NodeJS.ProcessEnv): boolean {
  return env.npm_lifecycle_event !== undefined
}

function toConfig(env: z.infer<typeof environment>): Config {
  const kept = keptSecrets(env.DATA_DIR, { needed: !env.SECRET_KEY || !env.DATABASE_URL })
  const secretKeys = env.SECRET_KEY ?? [kept.secretKey]
  const mailboxSecret = env.RESEND_API_KEY ? undefined : mailboxWebhookSecret(secretKeys[0]!)
  const shape = {
    production: env.NODE_ENV === 'production',
    databaseUrl: env.DATABASE_URL,
    resendApiKey: env.RESEND_API_KEY,
  }
  return {
    ...shape,
    redisUrl: env.REDIS_URL,
    resendBaseUrl: env.RESEND_BASE_URL,
    resendWebhookSecret: env.RESEND_WEBHOOK_SECRET ?? mailboxSecret,
    requestsPerSecond: env.RESEND_REQUESTS_PER_SECOND,
    mailboxKeep: env.MAILBOX_KEEP,
    site: {
      url: (env.SITE_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
      name: env.SITE_NAME,
      postalAddress: env.POSTAL_ADDRESS ?? 'Sample Press, 1 Sample Street, 00000 Sampleton',
    },
    host: env.HOST,
    port: env.PORT,
    trustedProxies: env.TRUSTED_PROXIES,
    signUps: {
      perAddress: env.SIGN_UPS_PER_ADDRESS,
      cooldownMinutes: env.SIGN_UP_COOLDOWN_MINUTES,
      perNetwork: env.SIGN_UPS_PER_NETWORK,
      inTotal: env.SIGN_UPS_IN_TOTAL,
      seconds: env.SIGN_UP_SECONDS,
    },
    linkKeys: linkKeys(secretKeys),
    embeddedPassword: kept.databasePassword,
    mailFrom: env.MAIL_FROM ?? `${env.SITE_NAME} <onboarding@resend.dev>`,
    replyTo: env.REPLY_TO,
    invented: (['SITE_URL', 'MAIL_FROM', 'POSTAL_ADDRESS'] as const).filter((name) => !env[name]),
    approvals: !isSampleInstallation(shape),
    dataDir: env.DATA_DIR,
    logLevel: env.LOG_LEVEL,
  }
}

type Shape = Pick<Config, 'production' | 'databaseUrl' | 'resendApiKey'>

/** The laptop's shape: nothing set that could reach anybody, so sample content may be shown and sent. */
export function isSampleInstallation({ production, databaseUrl, resendApiKey }: Shape): boolean {
  return !production && !databaseUrl && !resendApiKey
}

/** Whether readers' pages lead to the desk: where whoever reads them sits at the machine. */
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

/** Where this machine reaches what listens on the configured address. */
export function ownUrl({ host, port }: Pick<Config, 'host' | 'port'>): string {
  return `http://${reachable(host)}:${port}`
}
