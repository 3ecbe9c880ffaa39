// A domain has a dot, so that paths like `node_modules/@hono/node-server` stay readable.
const ADDRESS = /[^\s"(<=,:;]+(@|%40)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu
const CREDENTIALS = /:\/\/[^\s/@]*@/g

/** A text that may be logged: what others wrote can quote addresses and connection strings. */
export function redact(text: string): string {
  return text
    .replaceAll(CREDENTIALS, '://(credentials)@')
    .replaceAll(ADDRESS, (found) => (found.startsWith('`') ? '`(an address)' : '(an address)'))
}
