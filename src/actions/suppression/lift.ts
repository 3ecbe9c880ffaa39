import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findSuppressions, liftSuppressions } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import type { SuppressionReason } from '../../domain/suppression.ts'

interface Lifted {
  readonly reason: SuppressionReason
  readonly note: string | null
  readonly since: Date
}

export type LiftOutcome =
  | ({ readonly outcome: 'lifted' } & Lifted)
  /** Its owner called our mail spam: it is lifted only when that is meant. */
  | ({ readonly outcome: 'complaint' } & Lifted)
  | { readonly outcome: 'not-suppressed' }
  | { readonly outcome: 'invalid'; readonly problem: string }

/** Lifts the suppression of an address, whose row stays as history. The subscriber's status is as it was. */
export async function liftSuppression(
  { db, by }: Pick<Context, 'db' | 'by'>,
  { address, evenComplaint = false }: { address: string; evenComplaint?: boolean },
): Promise<LiftOutcome> {
  const email = parseEmailAddress(address)
  if ('problem' in email) return { outcome: 'invalid', problem: email.problem }
  return db.transaction().execute(async (tx) => {
    const found = await findSuppressions(tx, email.key)
    const heaviest = found.find(({ reason }) => reason === 'complaint') ?? found[0]
    if (!heaviest) return { outcome: 'not-suppressed' }
    const { reason, note, createdAt: since } = heaviest
    if (reason === 'complaint' && !evenComplaint) return { outcome: 'complaint', reason, note, since }
    const ids = found.map(({ id }) => id)
    await liftSuppressions(tx, ids)
    await recordAct(tx, by, { kind: 'suppression-lifted', subject: ids.join(', '), detail: reason })
    return { outcome: 'lifted', reason, note, since }
  })
}
