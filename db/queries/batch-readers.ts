import { sql } from 'kysely'
import type { BatchState } from '../../src/domain/batch-states.ts'
import type { DeliveryState } from '../../src/domain/delivery.ts'
import type { Db } from '../connect.ts'
import { isErased } from './erased-key.ts'

/** One delivery, for editors. */
export interface NamedDelivery {
  readonly subscriberId: number
  readonly state: DeliveryState
  /** Nothing where the reader was erased, sealed or not. */
  readonly address: string | null
}

/** What is shown of a delivery's address: nothing of who was erased, though a request may still be sealed for it. */
export const shownAddress = sql<string | null>`
  case when subscriber.id is not null and not ${isErased(sql.ref('delivery.address'))} then delivery.address end`

/** Who is in a batch, and what became of each. */
export async function listBatchReaders(
  db: Db,
  issueNumber: number,
  batchNumber: number,
): Promise<NamedDelivery[]> {
  const { rows } = await sql<NamedDelivery>`
    select delivery.subscriber_id, delivery.state, ${shownAddress} as address
    from delivery left join subscriber on subscriber.id = delivery.subscriber_id
    where delivery.issue_number = ${issueNumber} and delivery.batch_number = ${batchNumber}
    order by delivery.subscriber_id`.execute(db)
  return rows
}

export async function findBatchState(
  db: Db,
  issueNumber: number,
  number: number,
): Promise<BatchState | undefined> {
  const row = await db
    .selectFrom('batch')
    .select('status')
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.status
}
