import { findRhythm as find, type RhythmNow } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'

/** When the newsletter goes out, and now, if an editor has said so. */
export function findRhythm({ db }: Pick<Context, 'db'>): Promise<RhythmNow | undefined> {
  return find(db)
}
