import type { Delivery } from '../domain/delivery.ts'
import type { FrozenIssue } from '../domain/frozen-issue.ts'
import { signToken } from '../domain/link-token.ts'
import type { Mail } from '../domain/mail.ts'
import { readerLinks } from './links.ts'
import { cutAtGaps, type Spliceable, splice } from './splice.ts'

/** What the tags of a batch's mails say of it, so that a webhook can name the delivery. */
export interface BatchName {
  readonly installation: string
  readonly key: string
}

/** Readies an issue for its readers: the work that is the same for all of them, done once. */
export function issueMailer(issue: FrozenIssue): (delivery: Delivery, batch: BatchName) => Mail {
  const html = cutAtGaps(issue.fragments.map((fragment) => fragment.html))
  const text = cutAtGaps(issue.fragments.map((fragment) => fragment.text))
  return (delivery, batch) => issueMail(issue, { html, text }, delivery, batch)
}

function issueMail(
  issue: FrozenIssue,
  body: { readonly html: Spliceable; readonly text: Spliceable },
  { subscriberId, address, tokenVersion }: Delivery,
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
