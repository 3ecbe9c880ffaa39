import { sql } from 'kysely'
import { BATCH_EVENTS } from '../../src/domain/batch-states.ts'
import type { Db } from '../connect.ts'
import type { BatchId } from './batch-move.ts'

/** A webhook's proof that the request under a key was accepted, all of it. */
export interface Proof {
  readonly issueNumber: number
  readonly key: string
}

/**
 * Records what webhooks prove: each key names a request that was accepted, whoever holds its batch and
 * whether or not its answer has come. Ids come with each delivery's own webhook.
 */
export async function settleByWebhook(db: Db, proofs: readonly Proof[]): Promise<void> {
  const { rows } = await sql<BatchId>`
    update batch set status = 'accepted', lease_until = null, last_error = null, settled_at = clock_now(),
      settled_by = 'webhook'
    from (
      select distinct * from unnest(
        ${proofs.map(({ issueNumber }) => issueNumber)}::int[], ${proofs.map(({ key }) => key)}::text[]
      ) as proof (issue_number, key)
    ) as proof
    where batch.issue_number = proof.issue_number
      and batch.key = proof.key and batch.status = any (${BATCH_EVENTS.accepted.from})
    returning batch.issue_number, batch.number as batch_number`.execute(db)
  if (rows.length === 0) return
  await sql`
    update delivery set state = 'accepted', settled_at = clock_now()
    from unnest(${rows.map((batch) => batch.issueNumber)}::int[],
      ${rows.map((batch) => batch.batchNumber)}::int[]) as settled (issue_number, number)
    where delivery.issue_number = settled.issue_number and delivery.batch_number = settled.number and delivery.state in ('to-send', 'unknown')`.execute(
    db,
  )
}
