import type { Db } from '../../db/connect.ts'

/** Reads several things as they stood at one moment. */
export function atOneMoment<Result>(db: Db, read: (tx: Db) => Promise<Result>): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
}
