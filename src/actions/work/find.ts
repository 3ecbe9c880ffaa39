import { findIssuesToEmpty } from '../../../db/queries/batch-cancel.ts'
import { findBatchesToSend } from '../../../db/queries/batch-list.ts'
import { expireLeases } from '../../../db/queries/batch-outcome.ts'
import { parkForeign, parkOverdue } from '../../../db/queries/batch-parked.ts'
import { isBroken } from '../../../db/queries/breaker.ts'
import { hasUnappliedEvents } from '../../../db/queries/delivery-event.ts'
import { findOpenErasures } from '../../../db/queries/erasure.ts'
import {
  findIssuesToPrepare,
  finishIssues,
  holdForeignIssues,
  holdMissedIssues,
  holdUnapprovedIssues,
  startDueIssues,
} from '../../../db/queries/issue-life.ts'
import { beat, isPulseLate } from '../../../db/queries/pulse.ts'
import type { Context } from '../../context.ts'
import { PREPARE_AHEAD } from '../../domain/sending-rules.ts'
import type { Work } from '../../domain/work.ts'
import { batchWork } from '../../sending/batch-work.ts'
import { approvalRule } from '../issue/approval-state.ts'
import { remindOfIssues } from '../issue/remind.ts'
import { tellOfHolds } from '../issue/tell-of-holds.ts'
import { findMailWork } from '../outbox/find-work.ts'
import { keepRhythm } from '../rhythm/keep.ts'

/** So much is queued ahead of what the rate lets through until the next pulses, and no more. */
const SECONDS_AHEAD = 10
const MOST_AT_ONCE = 1_000

/**
 * The pulse: whatever the rows say is to be done now, found anew each time, so that a queue that lost
 * everything loses nothing. Work that is queued already is queued once.
 */
export async function findWork(context: Context): Promise<Work[]> {
  const { db, config, mailer } = context
  await beat(db)
  await tidyBatches(context)
  const approved = (await approvalRule(context)) !== 'nobody'
  await moveIssues(context, { approved })
  await keepRhythm(context)
  await remindOfIssues(context)
  await tellOfHolds(context)
  const issues = await findIssuesToPrepare(db, PREPARE_AHEAD, { approved })
  const cancelled = await findIssuesToEmpty(db)
  const most = Math.min(MOST_AT_ONCE, config.requestsPerSecond * SECONDS_AHEAD)
  const batches = await findBatchesToSend(db, mailer.provider, (await isBroken(db)) ? 1 : most)
  return [
    ...issues.map((issueNumber) => ({ kind: 'prepare-issue', issueNumber }) as const),
    ...cancelled.map((issueNumber) => ({ kind: 'cancel-rest', issueNumber }) as const),
    ...batchWork(batches, config.requestsPerSecond),
    ...(await findMailWork(context)),
    ...((await hasUnappliedEvents(db)) ? [{ kind: 'apply-events' } as const] : []),
    ...((await findOpenErasures(db)).length > 0 ? [{ kind: 'finish-erasures' } as const] : []),
  ]
}

/**
 * The pulse for when the queue's schedule fails, such as after a worker with a wrong clock planned the next
 * beat: looks for work if nobody has for some beats. Nothing when the pulse beats.
 */
export async function findLateWork(context: Context): Promise<Work[] | undefined> {
  if (!(await isPulseLate(context.db))) return undefined
  context.log.warn('the pulse is late; this worker looks for work itself')
  return findWork(context)
}

/** Ends what time has ended: leases, and the wait for an answer. */
async function tidyBatches({ db, mailer, log }: Context): Promise<void> {
  await db.transaction().execute(expireLeases)
  for (const batch of await parkOverdue(db)) log.warn(batch, 'batch is parked: no answer in 23 hours')
  for (const batch of await parkForeign(db, mailer.provider))
    log.warn(batch, 'batch is parked: provider changed')
}

/** Moves every issue on whose time has come. @param approved whether none goes out that nobody approved. */
async function moveIssues({ db, mailer, log }: Context, { approved }: { approved: boolean }): Promise<void> {
  const moves: Record<string, number[]> = {
    'issue is held: begun through another provider': await holdForeignIssues(db, mailer.provider),
    'issue is held: it missed its time': await holdMissedIssues(db),
    'issue is held: nobody approved it': approved ? await holdUnapprovedIssues(db) : [],
    'issue is being sent': await startDueIssues(db),
    'issue is sent': await finishIssues(db),
  }
  for (const [message, issues] of Object.entries(moves)) {
    for (const issueNumber of issues) log.info({ issueNumber }, message)
  }
}
