import { redact } from './domain/redact.ts'

/** A copy of an error that may be logged: databases and queues quote the values they fail on, addresses too. */
export function withoutAddresses(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { name, message, stack = '', cause } = error
  const copy = new Error(redact(message), cause === undefined ? {} : { cause: withoutAddresses(cause) })
  return Object.assign(copy, { name, stack: redact(stack), ...('code' in error ? { code: error.code } : {}) })
}
