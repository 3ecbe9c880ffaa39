import { type EmailAddress, parseEmailAddress } from './email-address.ts'

/**
 * Reads addresses that are separated by lines, commas or semicolons; one that is there twice, in whatever spelling,
 * counts once, and so does what is none.
 *
 * @returns the addresses, or a sentence for each that is wrong.
 */
export function parseAddressList(
  typed: string,
  most: number,
): { readonly addresses: readonly EmailAddress[] } | { readonly problems: readonly string[] } {
  const words = new Set(
    typed
      .split(/[\r\n,;]+/)
      .map((word) => word.trim())
      .filter(Boolean),
  )
  if (words.size === 0)
    return { problems: ['There is no address yet. Write one, or several on a line each.'] }
  const byKey = new Map<string, EmailAddress>()
  const problems: string[] = []
  for (const word of words) {
    const email = parseEmailAddress(word)
    if ('problem' in email) problems.push(`${shortened(word)}: ${email.problem}`)
    else byKey.set(email.key, byKey.get(email.key) ?? email)
  }
  if (byKey.size + problems.length > most) {
    return { problems: [`These are ${byKey.size + problems.length} addresses: ${most} at most.`] }
  }
  return problems.length > 0 ? { problems } : { addresses: [...byKey.values()] }
}

function shortened(word: string): string {
  return word.length > 60 ? `${word.slice(0, 60)}…` : word
}
