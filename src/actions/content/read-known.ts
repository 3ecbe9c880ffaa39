import type { Db } from '../../../db/connect.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { readKnownSlugs } from '../../../db/queries/content-import.ts'
import { toDay } from '../../domain/to-day.ts'
import type { Known } from './consistency.ts'

/** What a document is held against, as it is now. */
export async function readKnown(db: Db): Promise<Known> {
  return { ...(await readKnownSlugs(db)), today: toDay(await clockNow(db)) }
}
