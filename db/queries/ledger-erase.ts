import { sql } from 'kysely'
import type { BatchState } from '../../src/domain/batch-states.ts'
import type { Db } from '../connect.ts'
import { erasedKey, isErased } from './erased-key.ts'

/** A delivery that still has an address, in its batch where it has one. */
export interface PlainDelivery {
  readonly issueNumber: number
  readonly subscriberId: number
  readonly batchNumber: number | null
  readonly addressKey: string
  /** Whether its batch's next request would be for it, too. */
  readonly isOpen: boolean
}

/** In these a request may be on its way, or have to be repeated byte for byte: open deliveries are sealed. */
const SEALING: readonly BatchState[] = ['submitting', 'unknown']

// The key of an address that was once read is the address in lower case: its domain is ASCII by then.
const addressKey = sql`lower(address collate "C")`

/** The deliveries of subscribers that still have an address. */
export async function findPlainDeliveries(
  db: Db,
  subscriberIds: readonly number[],
): Promise<PlainDelivery[]> {
  const { rows } = await sql<PlainDelivery>`
    select delivery.* from issue
    cross join lateral (
      select issue_number, subscriber_id, batch_number, ${addressKey} as address_key,
        state in ('to-send', 'unknown') as is_open
      from delivery
      where delivery.issue_number = issue.number and delivery.subscriber_id = any (${subscriberIds}::bigint[])
        and not ${isErased(sql.ref('address'))}
      -- Each in its own part of the ledger, by its key.
      offset 0
    ) as delivery`.execute(db)
  return rows
}

/**
 * Holds the batches of deliveries until the transaction ends, so that nobody can claim one and read an address
 * meanwhile. @returns the deliveries that no request is sealed for.
 */
export async function lockUnsealed(db: Db, deliveries: readonly PlainDelivery[]): Promise<PlainDelivery[]> {
  const { rows } = await sql<{ issueNumber: number; number: number; status: BatchState }>`
    select issue_number, number, status from batch
    where (issue_number, number) in (
      select * from unnest(
        ${deliveries.map(({ issueNumber }) => issueNumber)}::int[],
        ${deliveries.map(({ batchNumber }) => batchNumber)}::int[]
      )
    )
    order by issue_number, number
    for no key update`.execute(db)
  const sealed = new Set(
    rows.filter(({ status }) => SEALING.includes(status)).map((row) => `${row.issueNumber}-${row.number}`),
  )
  return deliveries.filter((one) => !one.isOpen || !sealed.has(`${one.issueNumber}-${one.batchNumber}`))
}

/**
 * Leaves of deliveries what the account needs: the address becomes its hash, and nothing leads to the mail. One
 * that moved to another batch meanwhile, as that was split, is passed over.
 */
export async function eraseDeliveries(db: Db, deliveries: readonly PlainDelivery[]): Promise<void> {
  await sql`
    update delivery set address = ${erasedKey(addressKey)}, provider_id = null, failure = null,
      rejection = case when state = 'rejected' then '(erased)' end
    from unnest(
      ${deliveries.map(({ issueNumber }) => issueNumber)}::int[],
      ${deliveries.map(({ subscriberId }) => subscriberId)}::bigint[],
      ${deliveries.map(({ batchNumber }) => batchNumber)}::int[]
    ) as held (issue_number, subscriber_id, batch_number)
    where delivery.issue_number = held.issue_number and delivery.subscriber_id = held.subscriber_id
      and delivery.batch_number is not distinct from held.batch_number`.execute(db)
}
