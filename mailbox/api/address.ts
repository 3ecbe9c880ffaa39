/** What Resend says of an address that is none. */
export const FORMAT =
  'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const bare = new RegExp(
  `^[a-z0-9!#$%&'*+/=?^_\`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_\`{|}~-]+)*@((?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9]))$`,
  'i',
)
// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break here would become a header of its own
const named = /^[^<>\u0000-\u001f\u007f]*<([^<>]*)>$/

/** The domain, in lower case, of `email@domain` or `Name <email@domain>`; undefined when it is neither. */
export function domainOf(address: string): string | undefined {
  const email = emailOf(address)
  if (email.length > 254 || email.lastIndexOf('@') > 64) return undefined
  return bare.exec(email)?.[1]?.toLowerCase()
}

/** `email@domain` of `Name <email@domain>`. */
export function emailOf(address: string): string {
  return named.exec(address)?.[1] ?? address
}

/** Resend refuses mails to these two: https://resend.com/docs/knowledge-base/what-email-addresses-to-use-for-testing */
export const refusedDomains: ReadonlySet<string> = new Set(['example.com', 'test.com'])
