import { findRhythm as find } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import type { Rhythm } from '../../domain/rhythm.ts'

/** When the newsletter goes out, if an editor has said so. */
export function findRhythm({ db }: Pick<Context, 'db'>): Promise<Rhythm | undefined> {
  return find(db)
}
