import { recordAct } from '../../../db/queries/audit-entry.ts'
import { type ListedDelivery, listDeliveries } from '../../../db/queries/delivery-list.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { ListedState } from '../../domain/listed-delivery.ts'
import { csvLine } from '../../lists/csv-cell.ts'

export type DeliveryDownload =
  | { readonly outcome: 'ready'; readonly pieces: AsyncIterable<string> }
  | { readonly outcome: 'not-found' }

const HEADER = ['address', 'state', 'reason', 'at', 'batch']
const PAGE = 1_000

/** An issue's rejected or unknown deliveries as CSV, a piece at a time. That somebody has them is on record. */
export async function downloadDeliveries(
  { db, by }: Pick<Context, 'db' | 'by'>,
  issueNumber: number,
  state: ListedState,
): Promise<DeliveryDownload> {
  return db.transaction().execute(async (tx) => {
    if (!(await findIssue(tx, issueNumber))) return { outcome: 'not-found' }
    await recordAct(tx, by, { kind: 'deliveries-downloaded', subject: issueNumber, detail: state })
    return { outcome: 'ready', pieces: pieces() }
  })

  async function* pieces(): AsyncGenerator<string> {
    yield csvLine(HEADER)
    for (let after = 0; ; ) {
      const page = await listDeliveries(db, issueNumber, { state, after, limit: PAGE })
      if (page.length > 0) yield page.map(toLine).join('')
      if (page.length < PAGE) return
      after = page.at(-1)!.subscriberId
    }
  }

  function toLine({ address, reason, at, batchNumber }: ListedDelivery): string {
    const cells = [address ?? '(erased)', state, reason ?? '', at?.toISOString() ?? '', String(batchNumber)]
    return csvLine(cells)
  }
}
