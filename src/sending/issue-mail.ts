import type { Delivery } from '../domain/delivery.ts'
import { type Edition, fragmentsOf } from '../domain/edition.ts'
import type { FrozenIssue } from '../domain/frozen-issue.ts'
import { type LinkToken, signToken } from '../domain/link-token.ts'
import type { Mail } from '../domain/mail.ts'
import { readerLinks, unsubscribeHeaders } from './links.ts'
import { type Content, spliceFragments } from './splice.ts'

/** What the tags of a batch's mails say of it, so that a webhook can name the delivery. */
export interface BatchName {
  readonly installation: string
  readonly key: string
}

/** All that differs between the mails of an edition. */
export interface ReaderParts extends BatchName {
  readonly address: string
  readonly token: string
  readonly delivery: string
}

/** One reader's mail of an issue. The bytes that are sent say exactly this: see issue-body.ts. */
export function issueMail(issue: FrozenIssue, delivery: Delivery, batch: BatchName): Mail {
  const sign = (token: LinkToken) => signToken(issue.linkKey, token)
  const edition = editionOf(issue, delivery.editionNumber)
  const parts = readerParts(issue, delivery, batch, sign)
  const links = readerLinks(issue.siteUrl, parts.token)
  return mailOf(issue, edition, spliceFragments(fragmentsOf(issue.fragments, edition), links), parts)
}

export function editionOf({ issueNumber, editions }: FrozenIssue, number: number): Edition {
  const edition = editions.find((edition) => edition.number === number)
  if (!edition) throw new Error(`Issue ${issueNumber} has no edition ${number}.`)
  return edition
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

/** What a mail of an edition consists of. */
export function mailOf(
  issue: FrozenIssue,
  { subject, format }: Edition,
  { html, text }: Content,
  { address, token, installation, key, delivery }: ReaderParts,
): Mail {
  return {
    from: issue.mailFrom,
    to: address,
    ...(issue.replyTo ? { replyTo: issue.replyTo } : {}),
    subject,
    ...(format === 'html' ? { html } : {}),
    text,
    headers: { 'List-Id': issue.listId, ...unsubscribeHeaders(readerLinks(issue.siteUrl, token)) },
    tags: { installation, key, delivery },
  }
}
