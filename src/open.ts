import { connect } from '../db/connect.ts'
import { type EmbeddedPostgres, joinEmbeddedPostgres } from '../db/embedded/join.ts'
import { migrate } from '../db/migrate.ts'
import { type Config, ownUrl } from './config.ts'
import type { Context } from './context.ts'
import { createLog } from './log.ts'
import { createResendMailer } from './mailer/resend-mailer.ts'
import { createIssueBodies } from './sending/issue-bodies.ts'

/** A wired context, with what has to be closed after it. */
export interface OpenContext {
  readonly context: Context
  readonly databaseUrl: string
  /** Closes the pool, then gives the embedded PostgreSQL back. */
  close(): Promise<void>
}

/**
 * Wires everything that actions work with: joins or starts the embedded PostgreSQL where no other is
 * set, migrates, and chooses between Resend and the mailbox.
 */
export async function openContext(config: Config, { poolSize = 10 } = {}): Promise<OpenContext> {
  const log = createLog(config)
  const embedded = config.databaseUrl ? undefined : await embeddedPostgres(config)
  const databaseUrl = config.databaseUrl ?? embedded!.url()
  const db = connect({
    url: databaseUrl,
    max: poolSize,
    onIdleError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  const close = async () => {
    await db.destroy()
    await embedded?.close()
  }
  try {
    await migrate(db)
  } catch (error) {
    await close()
    throw error
  }
  const mailer = createResendMailer(mailServer(config))
  return {
    context: { config, db, mailer, issueBodies: createIssueBodies(), log },
    databaseUrl,
    async close() {
      await mailer.close()
      await close()
    },
  }
}

function embeddedPostgres({ dataDir, embeddedPassword }: Config): Promise<EmbeddedPostgres> {
  return joinEmbeddedPostgres({ dataDir, password: embeddedPassword })
}

/** Resend, or without a key the mailbox: the same SDK, the same HTTP, another address. */
function mailServer(config: Config) {
  const { resendApiKey, resendBaseUrl } = config
  return resendApiKey
    ? { apiKey: resendApiKey, baseUrl: resendBaseUrl }
    : {
        apiKey: 're_mailbox',
        baseUrl: `${ownUrl(config)}/mailbox/api`,
        provider: 'mailbox',
      }
}
