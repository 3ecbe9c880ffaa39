import type { Db } from '../../../db/connect.ts'
import { findApproval } from '../../../db/queries/approval.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { insertFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { holdIssue, moveIssue } from '../../../db/queries/issue-life.ts'
import { freezeAudience } from '../../../db/queries/ledger.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { type Approval, type ApprovedParts, changedSince } from '../../domain/approval.ts'
import { isOverridable } from '../../domain/preflight.ts'
import type { Work } from '../../domain/work.ts'
import { isOfTheDatabase } from '../is-of-the-database.ts'
import { approvalRule } from './approval-state.ts'
import { composeWholeIssue, type RenderedIssue } from './compose-whole-issue.ts'
import { hashParts } from './hash-parts.ts'
import { type PreflightReport, preflightIssue, redInWords, stoppers } from './preflight.ts'
import { issueSender } from './sender.ts'

/**
 * Freezes a scheduled issue, all of it or nothing: its words, its look, its editions, its sender, its links'
 * key and its audience, from one snapshot of the database. Called again, it does nothing. An issue that can't
 * be rendered is held and says why; so is, at its time, one whose preflight is red, or that is not as it was
 * approved. One that nobody approved yet is left as it is.
 */
export async function prepareIssue(
  { db, config, mailer, log }: Context,
  issueNumber: number,
): Promise<Work[]> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => freeze(tx, { config, provider: mailer.provider }, issueNumber))
  } catch (error) {
    if (isOfTheDatabase(error)) throw error
    log.error({ err: error, issueNumber }, 'issue could not be prepared')
    await holdIssue(db, issueNumber, `It could not be prepared: ${(error as Error).message}`)
    return []
  }
}

async function freeze(
  tx: Db,
  { config, provider }: { config: Config; provider: string },
  issueNumber: number,
): Promise<Work[]> {
  const approval = await findApproval(tx, issueNumber)
  const mustBeApproved = (await approvalRule({ db: tx, config })) !== 'nobody'
  if (mustBeApproved && !approval) return []
  if (!(await moveIssue(tx, issueNumber, 'scheduled', 'preparing'))) return []
  const scheduled = (await findIssue(tx, issueNumber))!
  const composed = await composeWholeIssue({ db: tx, config }, scheduled)
  const delayMs = Math.max(0, scheduled.sendAt!.getTime() - (await clockNow(tx)).getTime())
  const { issue, month, digest, choices, ...rendered } = composed
  const wrong =
    redWords(await preflightIssue({ db: tx, config }, scheduled, composed)) ??
    (mustBeApproved ? changedWords(approval!, hashParts(config, issue, digest), issue) : undefined)
  if (wrong !== undefined) {
    // Until its time it can still be mended.
    if (delayMs > 0) await moveIssue(tx, issueNumber, 'preparing', 'scheduled')
    else await holdIssue(tx, issueNumber, wrong)
    return []
  }
  const digestMonth = month.digestIsTaken ? null : month.digestMonth
  await insertFrozenIssue(
    tx,
    { issueNumber, ...rendered, provider, linkKey: config.linkKeys[0]!, ...issueSender(config) },
    digestMonth,
  )
  await freezeAudience(tx, issueNumber, { choices, ...month })
  return [{ kind: 'find-work', reason: `issue-${issueNumber}-is-due`, delayMs }]
}

function redWords(report: PreflightReport): string | undefined {
  const red = redInWords(report)
  if (red === undefined) return undefined
  const mended = stoppers(report).every(isOverridable) ? 'mended, or overridden by an owner,' : 'mended,'
  return `Its preflight is red. ${red} Once that is ${mended} schedule it anew or send it now.`
}

function changedWords(
  approval: Approval,
  now: ApprovedParts,
  { comparisons }: RenderedIssue,
): string | undefined {
  const changed = changedSince(approval.parts, now, comparisons)
  if (changed.length === 0) return undefined
  const who = approval.editorName ?? 'the command line'
  return (
    `It was changed after its approval by ${who}: ${changed.join('; ')}. Look at it again and approve it, ` +
    'then schedule it anew or send it now.'
  )
}
