import { randomBytes } from 'node:crypto'

export interface HouseSettings {
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  readonly receiverUrl: string
  readonly webhookSecret: string
  readonly requestsPerSecond: number
  readonly port: number
  readonly folder: string
}

/** Signs the links of the rehearsal's mails; whoever knows it can follow them. */
export const SECRET_KEY = 'the key of a rehearsal that signs nothing real'

export function webhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

/** The whole environment of the processes under test: nothing of the operator's own reaches them. */
export function environmentOf(settings: HouseSettings): Record<string, string> {
  return {
    DATABASE_URL: settings.databaseUrl,
    ...(settings.redisUrl ? { REDIS_URL: settings.redisUrl } : {}),
    RESEND_API_KEY: 're_rehearsal',
    RESEND_BASE_URL: settings.receiverUrl,
    RESEND_WEBHOOK_SECRET: settings.webhookSecret,
    RESEND_REQUESTS_PER_SECOND: String(settings.requestsPerSecond),
    SECRET_KEY,
    SITE_URL: siteUrl(settings.port),
    PORT: String(settings.port),
    HOST: '127.0.0.1',
    MAIL_FROM: 'Rehearsal <rehearsal@resend.dev>',
    POSTAL_ADDRESS: 'Rehearsal Press, 1 Empty Stage, 00000 Nowhere',
    DATA_DIR: settings.folder,
    LOG_LEVEL: 'warn',
    // As npm sets it: a process of the house ends when the rehearsal is gone, however it went.
    npm_lifecycle_event: 'rehearse',
  }
}

export function siteUrl(port: number): string {
  return `http://localhost:${port}`
}
