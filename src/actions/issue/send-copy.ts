import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { insertCopy } from '../../../db/queries/issue-copy.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
import { findSubscriberByKey } from '../../../db/queries/subscriber.ts'
import { isSuppressed } from '../../../db/queries/suppression.ts'
import { copyNotice } from '../../../emails/issue/words.ts'
import type { Context } from '../../context.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import { isOut } from '../../domain/issue.ts'
import type { Work } from '../../domain/work.ts'
import { readerLinks } from '../../sending/links.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMail } from '../outbox/post-mail.ts'
import { readerToken } from '../subscriber/reader-token.ts'
import { composeFor } from './compose-for.ts'
import { underNotice } from './under-notice.ts'

export type SendCopyOutcome =
  | { readonly outcome: 'queued'; readonly work: readonly Work[] }
  | { readonly outcome: 'not-found' }
  /** Nobody has got the issue yet. */
  | { readonly outcome: 'not-out' }
  | { readonly outcome: 'refused'; readonly problem: string }

/**
 * Sends one subscriber an issue once more, as they got it or would have. It is recorded beside the ledger: of
 * the issue's account nothing changes.
 */
export async function sendCopy(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  issueNumber: number,
  to: string,
): Promise<SendCopyOutcome> {
  const issue = await findIssue(db, issueNumber)
  if (!issue) return { outcome: 'not-found' }
  const accounts = await accountsOf(db, [issueNumber])
  if (!isOut(issue, accounts.get(issueNumber)!)) return { outcome: 'not-out' }
  const email = parseEmailAddress(to)
  if ('problem' in email) return refused(email.problem)
  const subscriber = await findSubscriberByKey(db, email.key)
  if (subscriber?.status !== 'confirmed') return refused('Nobody with that address is subscribed.')
  if (await isSuppressed(db, email.key)) {
    return refused('The address is suppressed and is never mailed (see: suppressions list).')
  }
  const { id: subscriberId, address, addressKey } = subscriber
  const copy = await composeFor(db, issueNumber, subscriberId)
  if (!copy) return refused(`Nothing of issue ${issueNumber} is in their categories.`)
  const links = readerLinks(config.site.url, readerToken(config, subscriber, issueNumber))
  const mail = {
    kind: 'issue-copy',
    subscriberId,
    to: { address, key: addressKey },
    content: underNotice(copy, copyNotice(issueNumber), links),
  }
  const mailId = await db.transaction().execute(async (tx) => {
    const id = await postMail(tx, config, mail)
    await insertCopy(tx, { issueNumber, subscriberId, mailId: id })
    const detail = `to subscriber ${subscriberId}`
    await recordAct(tx, by, { kind: 'copy-sent', subject: issueNumber, detail })
    return id
  })
  return { outcome: 'queued', work: hintAt(mailId) }
}

function refused(problem: string): SendCopyOutcome {
  return { outcome: 'refused', problem }
}
