import { findBatchesToSend } from '../../../db/queries/batch-list.ts'
import { expireLeases } from '../../../db/queries/batch-outcome.ts'
import { findIssuesToPrepare, finishIssues, startDueIssues } from '../../../db/queries/issue-life.ts'
import { findMailsToSend } from '../../../db/queries/outbox.ts'
import { beat } from '../../../db/queries/pulse.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'

const PREPARE_AHEAD = '5 minutes'
const MOST_AT_ONCE = 500

/**
 * The pulse: whatever the rows say is to be done now, found anew each time, so that a queue that lost
 * everything loses nothing. Work that is queued already is queued once.
 */
export async function findWork({ db, log }: Context): Promise<Work[]> {
  await beat(db)
  await db.transaction().execute(expireLeases)
  for (const issueNumber of await startDueIssues(db)) log.info({ issueNumber }, 'issue is being sent')
  for (const issueNumber of await finishIssues(db)) log.info({ issueNumber }, 'issue is sent')
  const issues = await findIssuesToPrepare(db, PREPARE_AHEAD)
  const batches = await findBatchesToSend(db, MOST_AT_ONCE)
  const mails = await findMailsToSend(db, MOST_AT_ONCE)
  return [
    ...issues.map((issueNumber) => ({ kind: 'prepare-issue', issueNumber }) as const),
    ...batches.map((batch) => ({ kind: 'send-batch', ...batch }) as const),
    ...mails.map((mailId) => ({ kind: 'send-mail', mailId }) as const),
  ]
}
