import { sql } from 'kysely'
import type { Delivery } from '../../src/domain/delivery.ts'
import { KEY_WINDOW, UNKNOWNS_THAT_BREAK } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'
import { type BatchClaim, type BatchId, claimThatIs, RELEASED } from './batch-move.ts'
import { changed } from './changed.ts'

// Whoever writes both a batch and its deliveries writes the batch first: two that meet wait, and none is
// chosen to die of a deadlock.

/** How long a worker that does not come back keeps its batch. Longer than a request may take. */
const LEASE = sql`interval '40 seconds'`

/**
 * Takes a batch, in one statement; nothing when it is not to be had. A first attempt needs an issue that
 * is being sent, and waits for the halves of a refused batch. A pinned batch is settled whatever its issue
 * is doing. While Resend does not answer, only one request at a time asks whether it does again.
 */
export async function claimBatch(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
  provider: string,
): Promise<BatchClaim | undefined> {
  const { rows } = await sql<Omit<BatchClaim, keyof BatchId>>`
    with broken as materialized (
      select probe_until <= clock_now() as may_probe from send_rate
      where unknowns >= ${UNKNOWNS_THAT_BREAK} for update
    ), claimed as (
      update batch
      set status = 'submitting', fence = fence + 1, lease_until = clock_now() + ${LEASE}
      from installation, issue, frozen_issue
      where batch.issue_number = ${issueNumber} and batch.number = ${batchNumber}
        and issue.number = ${issueNumber} and frozen_issue.issue_number = ${issueNumber}
        and coalesce(not_before, '-infinity') <= clock_now()
        and case batch.status
          when 'prepared' then issue.status = 'sending'
            and coalesce(frozen_issue.provider, ${provider}) = ${provider}
            and (split_from is not null or not exists (${untriedHalves(issueNumber)}))
            and not exists (select from broken, (${unknownBatches()}) as better)
          when 'unknown' then batch.provider = ${provider} and pinned_at + ${KEY_WINDOW}::interval > clock_now()
          else false
        end
        and (select coalesce(bool_and(may_probe), true) from broken)
      returning fence, key, installation.id as installation, attempts, frozen_at, split_from,
        body_sha256
    ), probe as (
      update send_rate set probe_until = clock_now() + ${LEASE}
      where exists (select from claimed) and exists (select from broken)
    )
    select fence, key, installation, attempts, frozen_at, split_from is not null as is_half,
      body_sha256 as pinned_sha256
    from claimed`.execute(db)
  return rows[0] && { issueNumber, batchNumber, ...rows[0] }
}

/** The halves of refused batches that nobody has tried: until they are, nothing else of the issue starts. */
function untriedHalves(issueNumber: number) {
  return sql`
    select from batch as half
    where half.issue_number = ${issueNumber} and half.split_from is not null and half.attempts = 0
      and half.status in ('prepared', 'submitting')`
}

function unknownBatches() {
  return sql`select from batch as doubtful where doubtful.status = 'unknown'`
}

/** Keeps a claim from being lost until the transaction ends; false when it is lost already. */
export async function lockClaim(db: Db, { issueNumber, batchNumber, fence }: BatchClaim): Promise<boolean> {
  const row = await db
    .selectFrom('batch')
    .select('number')
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', batchNumber)
    .where('status', '=', 'submitting')
    .where('fence', '=', fence)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Excludes, with the reason, whoever must no longer be mailed. @returns how many. */
export async function dropLeavers(db: Db, { issueNumber, batchNumber }: BatchId): Promise<number> {
  const { numAffectedRows } = await sql`
    update delivery
    set state = 'excluded', settled_at = clock_now(), exclusion =
      case
        when subscriber.status <> 'confirmed' then 'ended'
        when subscriber.address <> delivery.address then 'address-changed'
        else 'suppressed'
      end
    from subscriber
    where delivery.issue_number = ${issueNumber} and delivery.batch_number = ${batchNumber}
      and delivery.state = 'to-send' and subscriber.id = delivery.subscriber_id
      and (subscriber.status <> 'confirmed' or subscriber.address <> delivery.address or exists (
        select from suppression
        where suppression.address_key = subscriber.address_key and suppression.lifted_at is null
      ))`.execute(db)
  return Number(numAffectedRows)
}

/** The deliveries of a batch that are not settled, always in the same order. */
export async function findBatchDeliveries(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
): Promise<Delivery[]> {
  return db
    .selectFrom('delivery')
    .select(['subscriberId', 'address', 'tokenVersion'])
    .where('issueNumber', '=', issueNumber)
    .where('batchNumber', '=', batchNumber)
    .where('state', 'in', ['to-send', 'unknown'])
    .orderBy('subscriberId')
    .execute()
}

/** Gives a batch another key. @returns the claim with it. */
export async function renewKey(db: Db, claim: BatchClaim): Promise<BatchClaim> {
  const { key } = await db
    .updateTable('batch')
    .set({ key: sql<string>`gen_random_uuid()::text` })
    .where('issueNumber', '=', claim.issueNumber)
    .where('number', '=', claim.batchNumber)
    .where('fence', '=', claim.fence)
    .returning('key')
    .executeTakeFirstOrThrow()
  return { ...claim, key }
}

/**
 * Notes, before the request leaves, that it may be accepted: from now on its bytes are pinned. Renews the
 * lease for it. False when the claim was lost, or the issue stopped being sent, meanwhile.
 */
export async function stampAttempt(
  db: Db,
  claim: BatchClaim,
  { sha256, provider }: { sha256: Buffer; provider: string },
): Promise<boolean> {
  const { issueNumber, batchNumber, fence, pinnedSha256 } = claim
  const { numAffectedRows } = await sql`
    update batch set
      attempts = attempts + 1, last_attempt_at = clock_now(), lease_until = clock_now() + ${LEASE},
      pinned_at = coalesce(pinned_at, clock_now()), body_sha256 = ${sha256}, provider = ${provider}
    where issue_number = ${issueNumber} and number = ${batchNumber} and fence = ${fence}
      and status = 'submitting' and lease_until > clock_now()
      and (${pinnedSha256 !== null}::boolean or exists (
        select from issue where issue.number = ${issueNumber} and issue.status = 'sending'
      ))`.execute(db)
  return numAffectedRows === 1n
}

/** Ends a batch that everybody has left. */
export async function emptyBatch(db: Db, claim: BatchClaim): Promise<boolean> {
  return changed(claimThatIs(db, 'emptied', claim).set({ ...RELEASED, settledAt: sql<Date>`clock_now()` }))
}
