import type { Db } from '../../../db/connect.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { insertFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { holdIssue, moveIssue } from '../../../db/queries/issue-life.ts'
import { findIssueMonth } from '../../../db/queries/issue-month.ts'
import { freezeAudience } from '../../../db/queries/ledger.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { renderIssueNow } from './render.ts'
import { renderEditions } from './render-editions.ts'

/**
 * Freezes a scheduled issue, all of it or nothing: its words, its look, its editions, its sender, its links'
 * key and its audience, from one snapshot of the database. Called again, it does nothing. An issue that can't
 * be rendered is held and says why.
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
  if (!(await moveIssue(tx, issueNumber, 'scheduled', 'preparing'))) return []
  const scheduled = (await findIssue(tx, issueNumber))!
  const issue = await renderIssueNow({ db: tx, config }, scheduled)
  const withdrawn = issue.comparisons.filter(({ status }) => status !== 'published').map(({ slug }) => slug)
  if (withdrawn.length > 0) {
    await holdIssue(
      tx,
      issueNumber,
      `No longer published: ${withdrawn.join(', ')}. Publish it, or edit the issue and schedule it anew.`,
    )
    return []
  }
  const month = await findIssueMonth(tx, issueNumber)
  const { choices, ...rendered } = await renderEditions(tx, issue, month)
  const digestMonth = month.digestIsTaken ? null : month.digestMonth
  await insertFrozenIssue(tx, { issueNumber, ...rendered, provider, ...sender(config) }, digestMonth)
  await freezeAudience(tx, issueNumber, { choices, ...month })
  const delayMs = Math.max(0, scheduled.sendAt!.getTime() - (await clockNow(tx)).getTime())
  return [{ kind: 'find-work', reason: `issue-${issueNumber}-is-due`, delayMs }]
}

function sender(config: Config) {
  const { hostname } = new URL(config.site.url)
  return {
    mailFrom: config.mailFrom,
    replyTo: config.replyTo ?? null,
    // RFC 2919: a phrase for people and an identifier that never changes.
    listId: `${quoted(config.site.name)} <weekly.${hostname}>`,
    siteUrl: config.site.url,
    linkKey: config.linkKeys[0]!,
  }
}

function quoted(phrase: string): string {
  return `"${phrase.replaceAll(/["\\]/g, '')}"`
}

/** A lost connection or a conflict with another transaction passes: the pulse tries again. */
function isOfTheDatabase(error: unknown): boolean {
  return (error as { code?: unknown }).code !== undefined
}
