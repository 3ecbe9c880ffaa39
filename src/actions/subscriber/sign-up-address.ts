import { disposableEmailBlocklistSet } from 'disposable-email-domains-js'
import { type EmailAddress, parseEmailAddress } from '../../domain/email-address.ts'

/**
 * Mailboxes that belong to an office, not to a person, and that nobody subscribes: those that RFC 2142 has
 * every domain keep, and those that mail is sent from. List bombers favour them.
 */
const OFFICES = new Set(
  [
    'abuse admin administrator bounce bounces daemon do-not-reply donotreply dns ftp hostmaster mailer-daemon',
    'mail-daemon news no-reply noc noreply nobody postmaster root security spam ssl-admin sysadmin undisclosed',
    'unsubscribe usenet uucp webmaster www',
  ]
    .join(' ')
    .split(' '),
)

const throwaway = disposableEmailBlocklistSet()

/**
 * Reads an address from a sign-up form. Beyond what makes an address, it has to be one that a person reads,
 * next week too: what an import or an editor brings is not asked that.
 *
 * @returns the address, or a sentence that says what is wrong with it.
 */
export function parseSignUpAddress(typed: string): EmailAddress | { readonly problem: string } {
  const parsed = parseEmailAddress(typed)
  if ('problem' in parsed) return parsed
  const [local = '', domain = ''] = parsed.key.split('@')
  if (OFFICES.has(local.replace(/\+.*$/, ''))) {
    return {
      problem: `${local}@ is the mailbox of an office, and strangers like to enter it. Please give an address of your own.`,
    }
  }
  if (parentsOf(domain).some((parent) => throwaway.has(parent))) {
    return {
      problem: `Addresses at ${domain} are thrown away after a while, and an issue comes every week. Please give one that you keep; you can leave at any time.`,
    }
  }
  return parsed
}

/** A domain and all above it: `a.b.org`, `b.org`, `org`. */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}
