/**
 * The pages of our site that a link in an issue may lead to: whoever has the mail can open them, and finds there
 * what the words of the link promise.
 */
export const LINKABLE_PAGES = ['/', '/compare/:slug', '/issues', '/issues/:number', '/subscriptions'] as const

/** Which of these pages a path leads to. */
export type OwnPage =
  | { readonly kind: 'always-there' }
  | { readonly kind: 'comparison'; readonly slug: string }
  | { readonly kind: 'issue'; readonly number: number }

/** @param path as it stands in the URL, without what follows a question mark or a number sign. */
export function readOwnPath(path: string): OwnPage | undefined {
  if ((LINKABLE_PAGES as readonly string[]).includes(path) && !path.includes(':'))
    return { kind: 'always-there' }
  const slug = /^\/compare\/([a-z0-9-]{1,100})$/.exec(path)?.[1]
  if (slug !== undefined) return { kind: 'comparison', slug }
  const number = /^\/issues\/([1-9]\d{0,8})$/.exec(path)?.[1]
  return number === undefined ? undefined : { kind: 'issue', number: Number(number) }
}
