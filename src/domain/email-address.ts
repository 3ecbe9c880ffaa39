import { domainToASCII } from 'node:url'

/** An address as typed, and the normal form that all its spellings share. */
export interface EmailAddress {
  readonly address: string
  readonly key: string
}

/** RFC 5321, 4.5.3.1: 64 octets before the @, and 254 for the whole path without its brackets. */
const LONGEST_LOCAL_PART = 64
const LONGEST_ADDRESS = 254
// ASCII only: what mail servers without SMTPUTF8 (RFC 6531) take.
const LOCAL_PART = /^[\w.!#$%&'*+/=?^`{|}~-]+$/
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** Domains that Resend refuses to mail, and names that RFC 2606 and RFC 6761 set aside for documents and tests. */
const RESERVED = /(^|\.)(example\.(com|net|org)|test\.com|test|example|invalid|localhost)$/

/**
 * Reads an address: surrounding space is ignored, case and the spelling of a Unicode domain do not count,
 * `+labels` do.
 *
 * @returns the address, or a sentence that says what is wrong with it.
 */
export function parseEmailAddress(typed: string): EmailAddress | { readonly problem: string } {
  const address = typed.trim().normalize('NFC')
  if (address === '') return { problem: 'The address is empty.' }
  const at = address.lastIndexOf('@')
  if (at < 1) return { problem: 'An address has a name, an @ and a domain, like ada@lovelace.org.' }
  const local = address.slice(0, at)
  const domain = domainToASCII(address.slice(at + 1))
  if (!LOCAL_PART.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return { problem: 'The part before the @ holds something that mail servers do not take.' }
  }
  if (!DOMAIN.test(domain))
    return { problem: 'The part after the @ is not a complete domain, like lovelace.org.' }
  if (RESERVED.test(domain)) return { problem: `${domain} is set aside for examples and receives no mail.` }
  if (Buffer.byteLength(local) > LONGEST_LOCAL_PART || address.length > LONGEST_ADDRESS) {
    return { problem: 'The address is longer than mail servers accept.' }
  }
  return { address: `${local}@${domain}`, key: `${local.toLowerCase()}@${domain}` }
}

/** "a…@lovelace.org": enough for its owner to recognise, not enough for anyone else to write to. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${[...address][0]}…${address.slice(at)}`
}
