import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import type { Context } from '../../context.ts'
import type { BatchBody } from '../../mailer/mailer.ts'
import { issueMailer } from '../../sending/issue-mail.ts'
import type { Attempt } from './record-outcome.ts'

export async function writeBody(
  { db }: Context,
  { claim, deliveries }: Attempt,
): Promise<BatchBody & { release(): void }> {
  const mailFor = issueMailer((await findFrozenIssue(db, claim.issueNumber))!)
  const mails = deliveries
    .map((delivery) => mailFor(delivery, claim))
    .map(({ tags, replyTo, ...mail }) => ({
      ...mail,
      ...(replyTo ? { reply_to: replyTo } : {}),
      tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
    }))
  return { bytes: Buffer.from(JSON.stringify(mails)), mails: mails.length, release: () => undefined }
}
