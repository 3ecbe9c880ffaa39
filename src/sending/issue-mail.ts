import type { Fragment } from '../domain/fragment.ts'
import { type LinkKey, signToken } from '../domain/link-token.ts'
import type { Mail } from '../domain/mail.ts'
import { readerLinks } from './links.ts'
import { cutAtGaps, type Spliceable, splice } from './splice.ts'

/** All that an issue's mails are made of, as it was frozen. */
export interface FrozenIssue {
  readonly issueNumber: number
  readonly subject: string
  readonly mailFrom: string
  readonly replyTo: string | null
  readonly listId: string
  readonly siteUrl: string
  readonly linkKey: LinkKey
  readonly fragments: readonly Fragment[]
}

/** One reader of a batch, as frozen in the ledger. */
export interface Recipient {
  readonly subscriberId: number
  readonly address: string
  readonly tokenVersion: number
}

/** What the tags of a batch's mails say of it, so that a webhook can name the delivery. */
export interface BatchName {
  readonly installation: string
  readonly key: string
}

/** Readies an issue for its readers: the work that is the same for all of them, done once. */
export function issueMailer(issue: FrozenIssue): (recipient: Recipient, batch: BatchName) => Mail {
  const html = cutAtGaps(issue.fragments.map((fragment) => fragment.html))
  const text = cutAtGaps(issue.fragments.map((fragment) => fragment.text))
  return (recipient, batch) => issueMail(issue, { html, text }, recipient, batch)
}

function issueMail(
  issue: FrozenIssue,
  body: { readonly html: Spliceable; readonly text: Spliceable },
  { subscriberId, address, tokenVersion }: Recipient,
  { installation, key }: BatchName,
): Mail {
  const { issueNumber } = issue
  const token = signToken(issue.linkKey, { purpose: 'reader', subscriberId, tokenVersion, issueNumber })
  const links = readerLinks(issue.siteUrl, token)
  return {
    from: issue.mailFrom,
    to: address,
    ...(issue.replyTo ? { replyTo: issue.replyTo } : {}),
    subject: issue.subject,
    html: splice(body.html, links),
    text: splice(body.text, links),
    headers: {
      'List-Id': issue.listId,
      // RFC 8058: the POST to this URL is all it takes, and both headers are needed.
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    tags: { installation, key, delivery: `${issueNumber}-${subscriberId}` },
  }
}
