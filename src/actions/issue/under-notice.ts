import { renderNotice } from '../../../emails/issue/issue-parts.tsx'
import type { Links } from '../../domain/fragment.ts'
import type { MailContent } from '../../domain/mail.ts'
import { unsubscribeHeaders } from '../../sending/links.ts'
import { spliceFragments, withNotice } from '../../sending/splice.ts'
import type { ComposedIssue } from './compose-for.ts'

/** What a mail says that brings one subscriber an issue, below a notice of why it comes. */
export function underNotice(
  { subject, format, fragments }: ComposedIssue,
  notice: string,
  links: Links,
): MailContent {
  const { html, text } = spliceFragments(withNotice(fragments, renderNotice(notice)), links)
  return { subject, ...(format === 'html' ? { html } : {}), text, headers: unsubscribeHeaders(links) }
}
