import type { Links } from '../domain/fragment.ts'

/** The links of one reader's token. */
export function readerLinks(siteUrl: string, token: string): Links {
  return {
    preferences: `${siteUrl}/preferences/${token}`,
    unsubscribe: `${siteUrl}/unsubscribe/${token}`,
    vote: `${siteUrl}/votes/${token}`,
  }
}

/** What stands in place of the reader's links in test mails: a page that says it does nothing. */
export function inertLinks(siteUrl: string): Links {
  const page = `${siteUrl}/test-mail`
  return { preferences: page, unsubscribe: page, vote: page }
}

/** What stands in place of them in an issue on the web: where to find them, and where anybody can vote. */
export function publicLinks(siteUrl: string, issueNumber: number): Links {
  const page = `${siteUrl}/issues/${issueNumber}/personal-links`
  return { preferences: page, unsubscribe: page, vote: `${siteUrl}/compare` }
}

/** RFC 8058: the POST to this URL is all it takes to leave, and both headers are needed. */
export function unsubscribeHeaders({ unsubscribe }: Pick<Links, 'unsubscribe'>): Record<string, string> {
  return {
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
