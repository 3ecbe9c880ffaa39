import { recordAct } from '../../../db/queries/audit-entry.ts'
import { countErased, readSuppressions, type SuppressionRow } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import { csvLine } from '../../lists/csv-cell.ts'
import { writePages } from '../../lists/write-pages.ts'
import { atOneMoment } from '../at-one-moment.ts'

const HEADER = ['address', 'reason', 'created_at', 'note']
const PAGE = 5_000

/**
 * Writes the suppressions in force as CSV, as they are at one moment, a piece at a time. Those of erased addresses
 * are left out: nobody knows the addresses, and their hashes mean something in this database only. That somebody has
 * them is on record, also when the rest of them is not written.
 *
 * @returns how many were written, and how many left out.
 */
export async function exportSuppressions(
  { db, by }: Pick<Context, 'db' | 'by'>,
  { write }: { write(csv: string): Promise<void> },
): Promise<{ readonly written: number; readonly erased: number }> {
  await recordAct(db, by, { kind: 'suppressions-exported', subject: 'suppressions' })
  await write(csvLine(HEADER))
  return atOneMoment(db, async (tx) => ({
    written: await writePages((after) => readSuppressions(tx, { after, limit: PAGE }), toLine, write),
    erased: await countErased(tx),
  }))
}

function toLine({ address, reason, createdAt, note }: SuppressionRow): string {
  return csvLine([address, reason, createdAt.toISOString(), note ?? ''])
}
