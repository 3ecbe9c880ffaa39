import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { findSuppressed } from '../../../db/queries/suppression.ts'
import { findNewestTestMail } from '../../../db/queries/test-mail.ts'
import { testNotice } from '../../../emails/issue/words.ts'
import type { Context } from '../../context.ts'
import { parseAddressList } from '../../domain/address-list.ts'
import { WHOLE_ISSUE } from '../../domain/edition.ts'
import type { MailContent } from '../../domain/mail.ts'
import type { Work } from '../../domain/work.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMails } from '../outbox/post-mail.ts'
import { type Admission, admitTestMails, TEST_MAILS_AN_HOUR } from './admit-test-mails.ts'
import { loadEditions } from './load-editions.ts'
import { showEdition } from './show-edition.ts'

export type SendTestOutcome =
  /** @property mailId the first of the mails. */
  | { readonly outcome: 'queued'; readonly mailId: number; readonly work: readonly Work[] }
  | { readonly outcome: 'not-found' }
  /** Nothing was sent to anybody. */
  | {
      readonly outcome: 'refused'
      readonly field: 'to' | 'edition'
      readonly problems: readonly string[]
    }

const MOST_ADDRESSES = 20

/**
 * Mails an edition of an issue as it stands to some addresses: marked as a test, its personal links inert. What an
 * editor sends twice within a minute, the same to the same addresses, is sent once.
 *
 * @param typed the addresses, as somebody wrote them.
 */
export async function sendTestMail(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  number: number,
  typed: string,
  edition = WHOLE_ISSUE,
): Promise<SendTestOutcome> {
  const content = await writeTest({ db, config }, number, edition)
  if (content === 'no-issue') return { outcome: 'not-found' }
  const list = parseAddressList(typed, MOST_ADDRESSES)
  if ('problems' in list) return refused('to', ...list.problems)
  if (content === 'no-edition') return refused('edition', `Issue ${number} has no edition ${edition}.`)
  const to = list.addresses
  const keys = to.map(({ key }) => key)
  const suppressed = await findSuppressed(db, keys)
  if (suppressed.length > 0) {
    return refused('to', ...suppressed.map((key) => `${key} is suppressed: nothing is ever mailed to it.`))
  }
  return db.transaction().execute(async (tx): Promise<SendTestOutcome> => {
    const admission = await admitTestMails(tx, by, { to, content })
    if (admission.outcome === 'too-many') return refused('to', tooMany(admission))
    if (admission.outcome === 'repeated') {
      // They were put into the outbox less than a minute ago.
      return { outcome: 'queued', mailId: (await findNewestTestMail(tx, keys[0]!))!, work: [] }
    }
    const [mailId] = await postMails(tx, config, { kind: 'issue-test', to, content })
    const detail = `${to.length} ${to.length === 1 ? 'mail' : 'mails'}, edition ${edition}`
    await recordAct(tx, by, { kind: 'test-mail-sent', subject: number, detail })
    return { outcome: 'queued', mailId: mailId!, work: hintAt(mailId!) }
  })
}

async function writeTest(
  { db, config }: Pick<Context, 'db' | 'config'>,
  number: number,
  edition: number,
): Promise<MailContent | 'no-issue' | 'no-edition'> {
  return atOneMoment(db, async (tx) => {
    const issue = await findIssue(tx, number)
    if (!issue) return 'no-issue'
    const shown = showEdition(await loadEditions(tx, { config }, issue), edition, {
      notice: testNotice(issue),
    })
    if (!shown) return 'no-edition'
    const { subject, format, html, text } = shown
    return { subject: `[Test] ${subject}`, ...(format === 'html' ? { html } : {}), text }
  })
}

function refused(field: 'to' | 'edition', ...problems: string[]): SendTestOutcome {
  return { outcome: 'refused', field, problems }
}

function tooMany({ left, waitMs }: Extract<Admission, { outcome: 'too-many' }>): string {
  const minutes = Math.ceil(waitMs / 60_000)
  const rest = left === 0 ? 'none is left' : `${left} are left`
  return `An editor may send ${TEST_MAILS_AN_HOUR} test mails an hour, and ${rest}. There are more in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`
}
