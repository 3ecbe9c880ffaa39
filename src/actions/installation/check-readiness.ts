import { isMigrated } from '../../../db/migrate.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { isWorkerAlive } from '../../../db/queries/pulse.ts'
import type { Context } from '../../context.ts'

const PATIENCE_MS = 2_000

/** What has to work before readers can be served: each part, and whether it answered in time. */
export async function checkReadiness(
  { db }: Context,
  pingQueue: () => Promise<void>,
): Promise<Record<string, boolean>> {
  const [database, migrations, queue, worker] = await Promise.all([
    answers(async () => Boolean(await clockNow(db))),
    answers(() => isMigrated(db)),
    answers(async () => {
      await pingQueue()
      return true
    }),
    answers(() => isWorkerAlive(db)),
  ])
  return { database, migrations, queue, worker }
}

async function answers(check: () => Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS).unref())
  return Promise.race([check().catch(() => false), late])
}
