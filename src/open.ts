import type { Logger } from 'pino'
import { connect } from '../db/connect.ts'
import { type EmbeddedPostgres, joinEmbeddedPostgres } from '../db/embedded/join.ts'
import { migrate } from '../db/migrate.ts'
import { createReaderCounts } from '../db/queries/reader-counts.ts'
import { type HeldBack, holdBackIfRestored } from './actions/installation/hold-back.ts'
import { type Config, ownUrl } from './config.ts'
import type { Context } from './context.ts'
import type { Actor } from './domain/audit.ts'
import { createLog } from './log.ts'
import { createResendMailer } from './mailer/resend-mailer.ts'
import { createIssueBodies } from './sending/issue-bodies.ts'

/** Whoever looks at a page twice finds newer numbers on it. */
const READERS_KEPT_MS = 2_000

/** A pool on the database, with what has to be closed after it. */
export interface OpenDatabase extends Pick<Context, 'db'> {
  readonly databaseUrl: string
  /** Closes the pool, then gives the embedded PostgreSQL back. */
  close(): Promise<void>
}

/** A wired context, with what has to be closed after it. */
export interface OpenContext extends Pick<OpenDatabase, 'databaseUrl' | 'close'> {
  readonly context: Context
  /** What is not sent by itself, where the database was found to be restored or copied. */
  readonly heldBack: HeldBack | undefined
}

/**
 * Wires everything that actions work with: opens the database, migrates it, holds everything back if it was
 * restored, and chooses between Resend and the mailbox.
 */
export async function openContext(
  config: Config,
  { poolSize = 10, by = 'command' }: { poolSize?: number; by?: Actor } = {},
): Promise<OpenContext> {
  const log = createLog(config)
  const { db, databaseUrl, close } = await openDatabase(config, { log, poolSize })
  try {
    await migrate(db)
    const heldBack = await holdBackIfRestored({ db })
    const mailer = createResendMailer(mailServer(config))
    return {
      context: {
        config,
        db,
        mailer,
        issueBodies: createIssueBodies(),
        countedBatches: new Map(),
        readerCounts: createReaderCounts({ keptMs: READERS_KEPT_MS }),
        log,
        by,
      },
      databaseUrl,
      heldBack,
      async close() {
        await mailer.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens the database as it is; joins or starts the embedded PostgreSQL where no other is set. */
export async function openDatabase(
  config: Config,
  { log, poolSize }: { log: Logger; poolSize: number },
): Promise<OpenDatabase> {
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
  return { db, databaseUrl, close }
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
