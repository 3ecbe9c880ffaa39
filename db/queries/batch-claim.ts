import { sql } from 'kysely'
import type { Delivery, Exclusion } from '../../src/domain/delivery.ts'
import { KEY_WINDOW, UNKNOWNS_THAT_BREAK } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'
import { type BatchClaim, type BatchId, claimThatIs, RELEASED } from './batch-move.ts'
import { changed } from './changed.ts'
import { anyKeyOf } from './erased-key.ts'

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
    /* prepared claim-batch */
    with clock as materialized (
      select clock_now() as now
    ), broken as materialized (
      select probe_until <= (select now from clock) as may_probe from send_rate
      where unknowns >= ${UNKNOWNS_THAT_BREAK} for update
    ), claimed as (
      update batch
      set status = 'submitting', fence = fence + 1, lease_until = now + ${LEASE}
      from clock, installation, issue, frozen_issue
      where batch.issue_number = ${issueNumber} and batch.number = ${batchNumber}
        and issue.number = ${issueNumber} and frozen_issue.issue_number = ${issueNumber}
        and coalesce(not_before, '-infinity') <= now
        and case batch.status
          when 'prepared' then issue.status = 'sending'
            and coalesce(frozen_issue.provider, ${provider}) = ${provider}
            and (split_from is not null or not exists (${untriedHalves(issueNumber)}))
            and not exists (select from broken, (${unknownBatches()}) as better)
          when 'unknown' then batch.provider = ${provider} and pinned_at + ${KEY_WINDOW}::interval > now
          else false
        end
        and (select coalesce(bool_and(may_probe), true) from broken)
      returning fence, key, installation.id as installation, attempts, frozen_at, split_from, body_sha256
    ), probe as (
      update send_rate set probe_until = (select now from clock) + ${LEASE}
      where exists (select from claimed) and exists (select from broken)
    )
    select fence, key, installation, attempts, frozen_at, split_from is not null as is_half,
      body_sha256 as pinned_sha256, exists (select from send_rate where unknowns > 0) as in_doubt
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

/** A delivery of a batch, and why it must no longer be mailed, where there is a reason. */
export interface OpenDelivery extends Delivery {
  readonly leaving: Exclusion | null
}

/** The deliveries of a batch that are not settled, always in the same order. */
export async function findOpenDeliveries(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
): Promise<OpenDelivery[]> {
  // Row by row: left to itself the planner reads all subscribers for the hundred of a batch.
  const { rows } = await sql<OpenDelivery>`
    /* prepared find-open-deliveries */
    select delivery.subscriber_id, delivery.address, delivery.token_version, delivery.edition_number,
      case
        when reader.moved_to is not null then 'address-changed'
        when reader.status is distinct from 'confirmed' then 'ended'
        when reader.address <> delivery.address then 'address-changed'
        when reader.suppressed then 'suppressed'
        when reader.paused_until > (
          select (clock_now() at time zone time_zone)::date from issue where issue.number = ${issueNumber}
        ) then 'paused'
      end as leaving
    from delivery
    -- Who was erased is no subscriber any more.
    left join lateral (
      select status, address, paused_until, moved_to, exists (
        select from suppression
        where suppression.address_key = ${anyKeyOf(sql.ref('subscriber.address_key'))}
          and suppression.lifted_at is null
      ) as suppressed
      from subscriber where subscriber.id = delivery.subscriber_id offset 0
    ) as reader on true
    where delivery.issue_number = ${issueNumber} and delivery.batch_number = ${batchNumber}
      and delivery.state in ('to-send', 'unknown')
    order by delivery.subscriber_id`.execute(db)
  return rows
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

/** Excludes, with the reason, those who must no longer be mailed. */
export async function excludeLeavers(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
  leavers: readonly OpenDelivery[],
): Promise<void> {
  await sql`
    update delivery set state = 'excluded', exclusion = leaver.reason, settled_at = clock_now()
    from unnest(
      ${leavers.map(({ subscriberId }) => subscriberId)}::bigint[], ${leavers.map(({ leaving }) => leaving)}::text[]
    ) as leaver (subscriber_id, reason)
    where delivery.issue_number = ${issueNumber} and delivery.batch_number = ${batchNumber}
      and delivery.subscriber_id = leaver.subscriber_id and delivery.state = 'to-send'`.execute(db)
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
    /* prepared stamp-attempt */
    update batch set
      attempts = attempts + 1, last_attempt_at = now, lease_until = now + ${LEASE},
      pinned_at = coalesce(pinned_at, now), body_sha256 = ${sha256}, provider = ${provider}
    from (select clock_now() as now offset 0) as clock
    where issue_number = ${issueNumber} and number = ${batchNumber} and fence = ${fence}
      and status = 'submitting' and lease_until > now
      and (${pinnedSha256 !== null}::boolean or exists (
        select from issue where issue.number = ${issueNumber} and issue.status = 'sending'
      ))`.execute(db)
  return numAffectedRows === 1n
}

/** Ends a batch that everybody has left. */
export async function emptyBatch(db: Db, claim: BatchClaim): Promise<boolean> {
  return changed(claimThatIs(db, 'emptied', claim).set({ ...RELEASED, settledAt: sql<Date>`clock_now()` }))
}
