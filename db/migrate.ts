import { type Kysely, type Migration, Migrator } from 'kysely'
import * as installation from './migrations/0001-installation.ts'
import * as content from './migrations/0002-content.ts'
import * as subscribers from './migrations/0003-subscribers.ts'
import * as issues from './migrations/0004-issues.ts'
import * as outbox from './migrations/0005-outbox.ts'
import * as pulse from './migrations/0006-pulse.ts'
import * as accountedSend from './migrations/0007-accounted-send.ts'
import * as deliveryEvents from './migrations/0008-delivery-events.ts'
import * as parcels from './migrations/0009-parcels.ts'
import * as letters from './migrations/0010-letters.ts'
import * as requests from './migrations/0011-requests.ts'
import * as preferences from './migrations/0012-preferences.ts'
import * as editions from './migrations/0013-editions.ts'
import * as rateLimits from './migrations/0014-rate-limits.ts'
import * as votes from './migrations/0015-votes.ts'
import * as errands from './migrations/0016-errands.ts'
import * as issueCopies from './migrations/0017-issue-copies.ts'
import * as bouncedMails from './migrations/0018-bounced-mails.ts'
import * as editors from './migrations/0019-editors.ts'
import * as auditLog from './migrations/0020-audit-log.ts'
import * as sourcedContent from './migrations/0021-sourced-content.ts'
import * as rhythm from './migrations/0022-rhythm.ts'
import * as approvals from './migrations/0023-approvals.ts'
import * as creditedVotes from './migrations/0024-credited-votes.ts'
import * as audienceIndexes from './migrations/0025-audience-indexes.ts'
import * as untoldHolds from './migrations/0026-untold-holds.ts'
import * as withdrawnReviews from './migrations/0027-withdrawn-reviews.ts'
import * as scheduleReminders from './migrations/0028-schedule-reminders.ts'
import * as contentIndexes from './migrations/0029-content-indexes.ts'
import * as countedOutcomes from './migrations/0030-counted-outcomes.ts'
import * as issueReminders from './migrations/0031-issue-reminders.ts'
import * as discardedDrafts from './migrations/0032-discarded-drafts.ts'
import * as withdrawnThings from './migrations/0033-withdrawn-things.ts'

/** Every migration, in order. Forward only; never edited once landed. */
const migrations: Record<string, Migration> = {
  '0001-installation': installation,
  '0002-content': content,
  '0003-subscribers': subscribers,
  '0004-issues': issues,
  '0005-outbox': outbox,
  '0006-pulse': pulse,
  '0007-accounted-send': accountedSend,
  '0008-delivery-events': deliveryEvents,
  '0009-parcels': parcels,
  '0010-letters': letters,
  '0011-requests': requests,
  '0012-preferences': preferences,
  '0013-editions': editions,
  '0014-rate-limits': rateLimits,
  '0015-votes': votes,
  '0016-errands': errands,
  '0017-issue-copies': issueCopies,
  '0018-bounced-mails': bouncedMails,
  '0019-editors': editors,
  '0020-audit-log': auditLog,
  '0021-sourced-content': sourcedContent,
  '0022-rhythm': rhythm,
  '0023-approvals': approvals,
  '0024-credited-votes': creditedVotes,
  '0025-audience-indexes': audienceIndexes,
  '0026-untold-holds': untoldHolds,
  '0027-withdrawn-reviews': withdrawnReviews,
  '0028-schedule-reminders': scheduleReminders,
  '0029-content-indexes': contentIndexes,
  '0030-counted-outcomes': countedOutcomes,
  '0031-issue-reminders': issueReminders,
  '0032-discarded-drafts': discardedDrafts,
  '0033-withdrawn-things': withdrawnThings,
}

const newestMigration = Object.keys(migrations).at(-1) as string

/**
 * Brings a database up to the newest migration, or to a named one. All or nothing; starts that run it
 * at once wait for each other on Kysely's advisory lock.
 *
 * @throws {MigrationError} naming the migration that failed.
 */
export async function migrate<T>(db: Kysely<T>, upTo: string = newestMigration): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateTo(upTo)
  if (!error) return
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName
  throw new MigrationError(
    failed
      ? `Migration ${failed} failed; the database is as it was before.`
      : 'The database could not be migrated. Was it used by a newer version of this program?',
    { cause: error },
  )
}

/** Whether the database is as this version knows it. */
export async function isMigrated<T>(db: Kysely<T>): Promise<boolean> {
  const known = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).getMigrations()
  return known.every(({ executedAt }) => executedAt !== undefined)
}

class MigrationError extends Error {
  override readonly name = 'MigrationError'
}
