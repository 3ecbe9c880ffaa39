import { recordAct } from '../../../db/queries/audit-entry.ts'
import { type ExportedSubscriber, readSubscribers } from '../../../db/queries/subscriber-export.ts'
import type { Context } from '../../context.ts'
import type { SubscriberStatus } from '../../domain/subscriber.ts'
import { csvLine } from '../../lists/csv-cell.ts'
import { writePages } from '../../lists/write-pages.ts'
import { atOneMoment } from '../at-one-moment.ts'

const HEADER = ['address', 'status', 'created_at', 'confirmed_at', 'ended_at']
const PAGE = 5_000

/**
 * Writes the subscribers as CSV, as they are at one moment, a piece at a time. What importing it elsewhere
 * restores: who is confirmed and since when, and who has left. Pending ones have to confirm first. That somebody
 * has them is on record, also when the rest of them is not written.
 *
 * @returns how many they are.
 */
export async function exportSubscribers(
  { db, by }: Pick<Context, 'db' | 'by'>,
  { status, write }: { status?: SubscriberStatus | undefined; write(csv: string): Promise<void> },
): Promise<number> {
  await recordAct(db, by, { kind: 'subscribers-exported', subject: 'subscribers', detail: status ?? 'all' })
  await write(csvLine(HEADER))
  return atOneMoment(db, (tx) =>
    writePages((after) => readSubscribers(tx, { after, limit: PAGE, status }), toLine, write),
  )
}

function toLine({ address, status, createdAt, confirmedAt, endedAt }: ExportedSubscriber): string {
  const times = [createdAt, confirmedAt, endedAt].map((time) => time?.toISOString() ?? '')
  return csvLine([address, status, ...times])
}
