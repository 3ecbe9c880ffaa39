import { readSuppressions, type SuppressionRow } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import { csvLine } from '../../lists/csv-cell.ts'
import { writePages } from '../../lists/write-pages.ts'

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
    .execute((tx) => writePages((after) => readSuppressions(tx, { after, limit: PAGE }), toLine, write))
}

function toLine({ address, reason, createdAt, note }: SuppressionRow): string {
  return csvLine([address, reason, createdAt.toISOString(), note ?? ''])
}
