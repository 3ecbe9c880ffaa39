import { sql } from 'kysely'
import type { ListedState } from '../../src/domain/listed-delivery.ts'
import type { Db } from '../connect.ts'
import { shownAddress } from './batch-readers.ts'

/** One rejected or unknown delivery. */
export interface ListedDelivery {
  readonly subscriberId: number
  /** Nothing where the reader was erased. */
  readonly address: string | null
  readonly reason: string | null
  /** When it was rejected, or last tried. */
  readonly at: Date | null
  readonly batchNumber: number
  readonly isParked: boolean
}

/** The next deliveries of an issue in that state, in the order of the key. */
export async function listDeliveries(
  db: Db,
  issueNumber: number,
  { state, after, limit }: { readonly state: ListedState; readonly after: number; readonly limit: number },
): Promise<ListedDelivery[]> {
  const { rows } = await sql<ListedDelivery>`
    select delivery.subscriber_id, ${shownAddress} as address, delivery.batch_number,
      coalesce(delivery.rejection, batch.last_error) as reason,
      coalesce(delivery.settled_at, batch.last_attempt_at) as at, batch.status = 'parked' as is_parked
    from delivery
    join batch on batch.issue_number = ${issueNumber} and batch.number = delivery.batch_number
    left join subscriber on subscriber.id = delivery.subscriber_id
    where delivery.issue_number = ${issueNumber} and delivery.state = ${state}
      and delivery.subscriber_id > ${after}
    order by delivery.subscriber_id limit ${limit}`.execute(db)
  return rows
}
