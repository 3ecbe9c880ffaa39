import type { Db } from '../../../db/connect.ts'
import { findLatestIssue } from '../../../db/queries/issue-life.ts'
import type { SubscriberRow } from '../../../db/queries/subscriber.ts'
import { welcomeNotice } from '../../../emails/issue/words.ts'
import { renderWelcome } from '../../../emails/welcome/render-welcome.ts'
import type { Config } from '../../config.ts'
import { TOKEN_GAP } from '../../domain/letter.ts'
import type { MailContent } from '../../domain/mail.ts'
import { readerLinks, unsubscribeHeaders } from '../../sending/links.ts'
import { composeFor } from '../issue/compose-for.ts'
import { underNotice } from '../issue/under-notice.ts'
import { postLetter } from '../outbox/post-letter.ts'

/** Letters as large as an issue go to Resend in small requests. */
const AT_MOST = 10

/**
 * Welcomes a new subscriber with the latest issue, as their selection would have it; where there is none for
 * them, with a letter. To be called within the transaction that confirms them.
 *
 * @returns the mail's id.
 */
export async function welcome(tx: Db, config: Config, to: SubscriberRow): Promise<number> {
  const content = (await latestIssue(tx, config, to.id)) ?? plainWelcome(config)
  return postLetter(tx, config, { kind: 'welcome', to, content, atMost: AT_MOST })
}

async function latestIssue(tx: Db, { site }: Config, subscriberId: number): Promise<MailContent | undefined> {
  const issueNumber = await findLatestIssue(tx)
  const issue = issueNumber && (await composeFor(tx, issueNumber, subscriberId))
  if (!issue) return undefined
  const subject = `Welcome to ${site.name}: here is issue ${issueNumber}`
  const links = readerLinks(site.url, TOKEN_GAP)
  return underNotice({ ...issue, subject }, welcomeNotice(site, issueNumber), links)
}

function plainWelcome({ site }: Config): MailContent {
  const links = readerLinks(site.url, TOKEN_GAP)
  const rendered = renderWelcome({ site, preferencesUrl: links.preferences })
  return { ...rendered, headers: unsubscribeHeaders(links) }
}
