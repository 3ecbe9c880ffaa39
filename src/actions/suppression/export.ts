import { readSuppressions } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import { csvLine } from '../../lists/csv-cell.ts'

const HEADER = ['address', 'reason', 'created_at', 'note']
const PAGE = 5_000

/**
 * Writes the suppressions in force as CSV, as they are at one moment, a piece at a time.
 *
 * @returns how many they are.
 */
export async function exportSuppressions(
  { db }: Pick<Context, 'db'>,
  { write }: { write(csv: string): Promise<void> },
): Promise<number> {
  await write(csvLine(HEADER))
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      let count = 0
      for (let after = 0; ; ) {
        const page = await readSuppressions(tx, { after, limit: PAGE })
        const last = page.at(-1)
        if (!last) return count
        const lines = page.map(({ address, reason, createdAt, note }) =>
          csvLine([address, reason, createdAt.toISOString(), note ?? '']),
        )
        await write(lines.join(''))
        count += page.length
        after = last.id
      }
    })
}
