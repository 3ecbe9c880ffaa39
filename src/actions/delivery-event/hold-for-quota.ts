import { countQuotaFailures } from '../../../db/queries/delivery-event-quota.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import { QUOTA_WAVE } from '../../domain/delivery-event.ts'

/** Holds the issues whose mails Resend accepts and then fails for its quota: the rest would fare no better. */
export async function holdForQuota({ db, log }: Context, issueNumbers: readonly number[]): Promise<void> {
  if (issueNumbers.length === 0) return
  for (const { issueNumber, reason } of await countQuotaFailures(db, issueNumbers, QUOTA_WAVE)) {
    const because = `Resend accepted mails and then failed at least ${QUOTA_WAVE.mails} of them for its quota (${reason}). Raise it, or wait until it begins anew, then resume.`
    if (await holdIssue(db, issueNumber, because)) log.error({ issueNumber, reason }, 'issue is held: quota')
  }
}
