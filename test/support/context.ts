import { pino } from 'pino'
import { createReaderCounts } from '../../db/queries/reader-counts.ts'
import { loadConfig } from '../../src/config.ts'
import type { Context } from '../../src/context.ts'
import { logOptions } from '../../src/log.ts'
import { createIssueBodies } from '../../src/sending/issue-bodies.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export interface TestContext {
  readonly context: Context
  readonly database: TestDatabase
  /** What was logged so far, at every level, as pino wrote it. */
  logged(): string
}

/** For tests about the limits of sign-ups: what holds where nothing is set. */
export const DEFAULT_LIMITS = {
  SIGN_UPS_PER_ADDRESS: '',
  SIGN_UP_COOLDOWN_MINUTES: '',
  SIGN_UPS_PER_NETWORK: '',
  SIGN_UPS_IN_TOTAL: '',
  SIGN_UP_SECONDS: '',
}

export interface TestOptions {
  /** Whether nothing is sent that nobody approved. */
  readonly approvals?: boolean
}

/** A context on a database of the test file's own. Its log is kept for the test; its mailer refuses to work. */
export async function createTestContext(
  env: NodeJS.ProcessEnv = {},
  { approvals = false }: TestOptions = {},
): Promise<TestContext> {
  const database = await createTestDatabase()
  const config = Object.freeze({
    ...loadConfig({
      DATABASE_URL: database.url,
      SECRET_KEY: 'a secret key that is used in tests only',
      SITE_URL: 'http://localhost:3000',
      POSTAL_ADDRESS: 'Test Press, 7 Trial Road, Testington',
      // Tests sign up as programs do, with one address again and again: those about the limits set their own.
      SIGN_UPS_PER_ADDRESS: '10',
      SIGN_UP_COOLDOWN_MINUTES: '0',
      SIGN_UPS_PER_NETWORK: '0',
      SIGN_UPS_IN_TOTAL: '0',
      SIGN_UP_SECONDS: '0',
      ...env,
    }),
    approvals,
  })
  let log = ''
  const logger = pino(logOptions('trace'), {
    write(line: string) {
      log += line
    },
  })
  const mailer = {
    provider: 'mailbox',
    sendBatch: unexpectedMail,
    postBatch: unexpectedMail,
    rate: () => undefined,
    forget: async () => undefined,
    close: async () => undefined,
  }
  const issueBodies = createIssueBodies()
  return {
    context: {
      config,
      db: database.db,
      mailer,
      issueBodies,
      countedBatches: new Map(),
      readerCounts: createReaderCounts({ keptMs: 0 }),
      log: logger,
      by: 'command',
    },
    database,
    logged: () => log,
  }
}

async function unexpectedMail(): Promise<never> {
  throw new Error('A mail was to be sent; give the context a mailer of your own.')
}
