import type { Links } from '../domain/fragment.ts'

/** The links of one reader's token. */
export function readerLinks(siteUrl: string, token: string): Links {
  return { preferences: `${siteUrl}/preferences/${token}`, unsubscribe: `${siteUrl}/unsubscribe/${token}` }
}

/** What stands in place of the reader's links in test mails: a page that says it does nothing. */
export function inertLinks(siteUrl: string): Links {
  return { preferences: `${siteUrl}/test-mail`, unsubscribe: `${siteUrl}/test-mail` }
}
