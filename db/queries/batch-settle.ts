import { sql } from 'kysely'
import { BATCH_EVENTS } from '../../src/domain/batch-states.ts'
import type { Db } from '../connect.ts'

/** A webhook's proof that the request under a key was accepted, all of it. */
export interface Proof {
  readonly issueNumber: number
  readonly key: string
}

/**
 * Settles the batches that webhooks prove to be accepted. Their ids come with the deliveries' own webhooks,
 * or with a late answer.
 */
export async function settleByWebhook(db: Db, proofs: readonly Proof[]): Promise<void> {
  const { from, to } = BATCH_EVENTS.accepted
  await sql`
    with settled as (
      update batch set status = ${to}, lease_until = null, settled_at = clock_now(), settled_by = 'webhook'
      from unnest(
        ${proofs.map((proof) => proof.issueNumber)}::int[], ${proofs.map((proof) => proof.key)}::text[]
      ) as proof (issue_number, key)
      where batch.issue_number = proof.issue_number and batch.key = proof.key
        and batch.status = any(${[...from]}::text[])
      returning batch.issue_number, batch.number
    )
    update delivery set state = 'accepted', settled_at = clock_now()
    from settled
    where delivery.issue_number = settled.issue_number and delivery.batch_number = settled.number
      and delivery.state in ('to-send', 'unknown')`.execute(db)
}
