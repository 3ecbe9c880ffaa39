import { isSuppressed } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import type { Work } from '../../domain/work.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMail } from '../outbox/post-mail.ts'
import { previewIssue } from './preview.ts'

export type SendTestOutcome =
  | { readonly outcome: 'queued'; readonly work: readonly Work[] }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Mails an issue as it stands to one address: marked as a test, its personal links inert. */
export async function sendTestMail(context: Context, number: number, to: string): Promise<SendTestOutcome> {
  const address = parseEmailAddress(to)
  if ('problem' in address) return { outcome: 'refused', problem: address.problem }
  const { db, config } = context
  if (await isSuppressed(db, address.key)) {
    return {
      outcome: 'refused',
      problem: 'The address is suppressed and is never mailed (see: suppressions list).',
    }
  }
  const preview = await previewIssue(context, number, { test: true })
  if (!preview) return { outcome: 'not-found' }
  const mailId = await postMail(db, config, {
    kind: 'issue-test',
    to: address,
    content: { ...preview, subject: `[Test] ${preview.subject}` },
  })
  return { outcome: 'queued', work: hintAt(mailId) }
}
