import type { Delivery } from '../domain/delivery.ts'
import type { FrozenIssue } from '../domain/frozen-issue.ts'
import { type LinkToken, signToken } from '../domain/link-token.ts'
import type { Mail } from '../domain/mail.ts'
import { readerLinks } from './links.ts'
import { cutAtGaps, splice } from './splice.ts'

/** What the tags of a batch's mails say of it, so that a webhook can name the delivery. */
export interface BatchName {
  readonly installation: string
  readonly key: string
}

/** All that differs between the mails of an issue. */
export interface ReaderParts extends BatchName {
  readonly address: string
  readonly token: string
  readonly delivery: string
}

/** One reader's mail of an issue. The bytes that are sent say exactly this: see issue-body.ts. */
export function issueMail(issue: FrozenIssue, delivery: Delivery, batch: BatchName): Mail {
  const sign = (token: LinkToken) => signToken(issue.linkKey, token)
  return mailOf(issue, readerParts(issue, delivery, batch, sign))
}

export function readerParts(
  { issueNumber }: FrozenIssue,
  { subscriberId, address, tokenVersion }: Delivery,
  { installation, key }: BatchName,
  sign: (token: LinkToken) => string,
): ReaderParts {
  return {
    address,
    token: sign({ purpose: 'reader', subscriberId, tokenVersion, issueNumber }),
    delivery: `${issueNumber}-${subscriberId}`,
    installation,
    key,
  }
}

/** What a mail of the issue consists of. */
export function mailOf(
  issue: FrozenIssue,
  { address, token, installation, key, delivery }: ReaderParts,
): Mail {
  const links = readerLinks(issue.siteUrl, token)
  return {
    from: issue.mailFrom,
    to: address,
    ...(issue.replyTo ? { replyTo: issue.replyTo } : {}),
    subject: issue.subject,
    html: splice(cutAtGaps(issue.fragments.map((fragment) => fragment.html)), links),
    text: splice(cutAtGaps(issue.fragments.map((fragment) => fragment.text)), links),
    headers: {
      'List-Id': issue.listId,
      // RFC 8058: the POST to this URL is all it takes, and both headers are needed.
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    tags: { installation, key, delivery },
  }
}
