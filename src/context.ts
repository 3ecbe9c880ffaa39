import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { CountedBatches } from '../db/queries/counted-batches.ts'
import type { ReaderCounts } from '../db/queries/reader-counts.ts'
import type { Database } from '../db/schema.ts'
import type { Config } from './config.ts'
import type { Actor } from './domain/audit.ts'
import type { Mailer } from './mailer/mailer.ts'
import type { IssueBodies } from './sending/issue-bodies.ts'

/** What actions work with: everything that is wired once, in one place, and replaced in tests. */
export interface Context {
  readonly config: Config
  readonly db: Kysely<Database>
  readonly mailer: Mailer
  readonly issueBodies: IssueBodies
  readonly countedBatches: CountedBatches
  readonly readerCounts: ReaderCounts
  readonly log: Logger
  /** Who has it done: what the audit log says. */
  readonly by: Actor
}
