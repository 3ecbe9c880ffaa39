import type { Db } from '../../../db/connect.ts'
import { findLatestIssue } from '../../../db/queries/issue-life.ts'
import { keepLetter } from '../../../db/queries/letter.ts'
import { insertLetters } from '../../../db/queries/outbox.ts'
import type { SubscriberRow } from '../../../db/queries/subscriber.ts'
import { renderNotice } from '../../../emails/issue/issue-parts.tsx'
import { welcomeNotice } from '../../../emails/issue/words.ts'
import { renderWelcome } from '../../../emails/welcome/render-welcome.ts'
import type { Config } from '../../config.ts'
import { type Letter, TOKEN_GAP } from '../../domain/letter.ts'
import { readerLinks, unsubscribeHeaders } from '../../sending/links.ts'
import { spliceFragments, withNotice } from '../../sending/splice.ts'
import { composeFor } from '../issue/compose-for.ts'
import { sender } from '../outbox/sender.ts'
import { readerToken } from './reader-token.ts'

/** Letters as large as an issue go to Resend in small requests. */
const AT_MOST = 10

/**
 * Welcomes a new subscriber with the latest issue, as their selection would have it; where there is none for
 * them, with a letter. To be called within the transaction that confirms them.
 *
 * @returns the mail's id.
 */
export async function welcome(
  tx: Db,
  config: Config,
  subscriber: SubscriberRow,
): Promise<number | undefined> {
  const { id: subscriberId, address, addressKey } = subscriber
  const letter = (await latestIssue(tx, config, subscriberId)) ?? plainWelcome(config)
  return insertLetters(tx, [
    {
      kind: 'welcome',
      letterId: await keepLetter(tx, letter),
      subscriberId,
      addressKey,
      expiresAt: null,
      atMost: AT_MOST,
      own: { to: address, token: readerToken(config, subscriber) },
    },
  ])
}

async function latestIssue(tx: Db, config: Config, subscriberId: number): Promise<Letter | undefined> {
  const issueNumber = await findLatestIssue(tx)
  const issue = issueNumber && (await composeFor(tx, issueNumber, subscriberId))
  if (!issue) return undefined
  const { site } = config
  const links = readerLinks(site.url, TOKEN_GAP)
  const notice = renderNotice(welcomeNotice(site, issueNumber))
  const { html, text } = spliceFragments(withNotice(issue.fragments, notice), links)
  return {
    ...sender(config),
    subject: `Welcome to ${site.name}: here is issue ${issueNumber}`,
    ...(issue.format === 'html' ? { html } : {}),
    text,
    headers: unsubscribeHeaders(links),
    tags: { kind: 'welcome' },
  }
}

function plainWelcome(config: Config): Letter {
  const { site } = config
  const links = readerLinks(site.url, TOKEN_GAP)
  const rendered = renderWelcome({ site, preferencesUrl: links.preferences })
  return { ...sender(config), ...rendered, headers: unsubscribeHeaders(links), tags: { kind: 'welcome' } }
}
