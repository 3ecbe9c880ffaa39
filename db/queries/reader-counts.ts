import type { Db } from '../connect.ts'

/** How many confirmed subscribers there are of each selection, by its id, as of a moment ago. */
export interface ReaderCounts {
  of(db: Db): Promise<ReadonlyMap<number, number>>
}

/**
 * Counting a hundred thousand readers takes PostgreSQL longer than all else that a page asks for. What is counted is
 * an estimate until an issue is frozen, so it is counted no more often than that.
 *
 * @param keptMs 0 counts each time.
 */
export function createReaderCounts({ keptMs }: { readonly keptMs: number }): ReaderCounts {
  let last: { readonly counts: Promise<ReadonlyMap<number, number>>; readonly at: number } | undefined
  return {
    async of(db) {
      if (!last || performance.now() - last.at >= keptMs) last = { counts: count(db), at: performance.now() }
      const { counts } = last
      try {
        return await counts
      } catch (error) {
        if (last?.counts === counts) last = undefined
        throw error
      }
    },
  }
}

/** From an index alone: there are few selections and many readers. */
async function count(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('subscriber')
    .select((eb) => ['selectionId', eb.fn.countAll<number>().as('readers')])
    .where('status', '=', 'confirmed')
    .groupBy('selectionId')
    .execute()
  return new Map(rows.map(({ selectionId, readers }) => [selectionId, readers]))
}
