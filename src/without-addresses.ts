/** A copy of an error that may be logged: databases and queues quote the values they fail on, addresses too. */
export function withoutAddresses(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { name, message, stack = '', cause } = error
  const copy = new Error(redact(message), cause === undefined ? {} : { cause: withoutAddresses(cause) })
  return Object.assign(copy, { name, stack: redact(stack), ...('code' in error ? { code: error.code } : {}) })
}

/** A domain has a dot, so that paths like `node_modules/@hono/node-server` stay readable. */
const ADDRESS = /[^\s"'(<=,:;]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu

function redact(text: string): string {
  return text.replaceAll(ADDRESS, '(an address)')
}
