import { z } from 'zod'
import { brand } from './brand.ts'
import { trustedProxies } from './trusted-proxies.ts'

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
  TRUSTED_PROXIES: trustedProxies,
  SIGN_UPS_PER_ADDRESS: wholeNumber(1, 10).default(2),
  SIGN_UP_COOLDOWN_MINUTES: wholeNumber(0, 1440).default(5),
  SIGN_UPS_PER_NETWORK: wholeNumber(0, 1_000_000_000).default(20),
  SIGN_UPS_IN_TOTAL: wholeNumber(0, 1_000_000_000).default(500),
  SIGN_UP_SECONDS: wholeNumber(0, 60).default(2),
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
export const REQUIRED_IN_PRODUCTION = {
  DATABASE_URL: 'the PostgreSQL to use, like postgres://user:password@host/db',
  RESEND_API_KEY: 'a key from https://resend.com/api-keys',
  RESEND_WEBHOOK_SECRET:
    'the signing secret of the webhook for SITE_URL/webhooks/resend, from https://resend.com/webhooks',
  SECRET_KEY: 'a random secret, like the output of: openssl rand -base64 48',
  SITE_URL: 'the address that readers see, like https://verdicts.org',
  MAIL_FROM: 'the sender, on a domain verified with Resend, like Weekly Verdicts <news@verdicts.org>',
  POSTAL_ADDRESS: 'the postal address that the law asks for in every newsletter',
} as const
