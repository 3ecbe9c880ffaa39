import type { Db } from '../../../db/connect.ts'
import { migrate } from '../../../db/migrate.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import type { BatchId } from '../../../db/queries/batch-move.ts'
import { parkRestored } from '../../../db/queries/batch-parked.ts'
import { lockIdentity, readCluster, storeIdentity } from '../../../db/queries/identity.ts'
import { abandonMails, forgetUntoldHolds, holdRestoredIssues } from '../../../db/queries/restored.ts'
import type { Context } from '../../context.ts'
import type { Actor } from '../../domain/audit.ts'
import { isSameDatabase } from '../../domain/database-identity.ts'

/** What a restored database does not send by itself. */
export interface HeldBack {
  /** The numbers of the issues that were held. */
  readonly issues: readonly number[]
  /** The batches that were parked. */
  readonly batches: readonly BatchId[]
  /** How many small mails were given up. */
  readonly mails: number
}

/**
 * Recognises a database that is not the one it was: restored elsewhere, copied, recovered or failed over.
 * Such a one sends nothing by itself. The first time, it only notes which one it is.
 *
 * @returns what was held back; nothing when it is the same database.
 */
export async function holdBackIfRestored({ db }: Pick<Context, 'db'>): Promise<HeldBack | undefined> {
  const cluster = await readCluster(db)
  return db.transaction().execute(async (tx) => {
    const { stored, current } = await lockIdentity(tx, cluster)
    if (stored && isSameDatabase(stored, current)) return undefined
    await storeIdentity(tx, current)
    return stored && holdEverything(tx, 'program')
  })
}

/**
 * The same for a database of which somebody says that it was restored, where no look at it can tell. It may
 * come from an older version of this program, so it is migrated.
 */
export async function declareRestored({ db }: Pick<Context, 'db'>): Promise<HeldBack> {
  await migrate(db)
  const cluster = await readCluster(db)
  return db.transaction().execute(async (tx) => {
    const { current } = await lockIdentity(tx, cluster)
    await storeIdentity(tx, current)
    return holdEverything(tx, 'command')
  })
}

async function holdEverything(db: Db, by: Actor): Promise<HeldBack> {
  await recordAct(db, by, { kind: 'database-restored', subject: 'database' })
  const issues = await holdRestoredIssues(db)
  await forgetUntoldHolds(db)
  const batches = await parkRestored(db)
  return { issues, batches, mails: await abandonMails(db) }
}
