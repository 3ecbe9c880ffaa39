import { pino } from 'pino'
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

/** A context on a database of the test file's own. Its log is kept for the test; its mailer refuses to work. */
export async function createTestContext(env: NodeJS.ProcessEnv = {}): Promise<TestContext> {
  const database = await createTestDatabase()
  const config = loadConfig({
    DATABASE_URL: database.url,
    SECRET_KEY: 'a secret key that is used in tests only',
    SITE_URL: 'http://localhost:3000',
    POSTAL_ADDRESS: 'Test Press, 7 Trial Road, Testington',
    ...env,
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
    context: { config, db: database.db, mailer, issueBodies, log: logger },
    database,
    logged: () => log,
  }
}

async function unexpectedMail(): Promise<never> {
  throw new Error('A mail was to be sent; give the context a mailer of your own.')
}
