import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { findSubscriberByKey } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'

export type LookUpOutcome =
  | { readonly outcome: 'found'; readonly subscriberId: number }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Finds a subscriber by their address, to see an issue as they get it. That somebody looked is on record. */
export async function lookUpSubscriber(
  { db, by }: Pick<Context, 'db' | 'by'>,
  issueNumber: number,
  typed: string,
): Promise<LookUpOutcome> {
  if (!(await findIssue(db, issueNumber))) return { outcome: 'not-found' }
  const email = parseEmailAddress(typed)
  if ('problem' in email) return { outcome: 'refused', problem: email.problem }
  return db.transaction().execute(async (tx): Promise<LookUpOutcome> => {
    const subscriber = await findSubscriberByKey(tx, email.key)
    if (!subscriber) return { outcome: 'refused', problem: 'Nobody ever subscribed with that address.' }
    await recordAct(tx, by, {
      kind: 'subscriber-previewed',
      subject: subscriber.id,
      detail: `issue ${issueNumber}`,
    })
    return { outcome: 'found', subscriberId: subscriber.id }
  })
}
