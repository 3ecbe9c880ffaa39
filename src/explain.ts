import { redact } from './domain/redact.ts'

/** Errors whose message is written for whoever started the program, remedy included. */
const WRITTEN_FOR_PEOPLE = new Set([
  'CommandError',
  'ConfigError',
  'EmbeddedPostgresError',
  'ListenError',
  'MigrationError',
  'SecretsError',
])

/** How a host that can't be reached shows itself. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT'])

/** What to print for an error that ends the program: its message, or for an unforeseen one all there is. */
export function explainToOperator(error: unknown): string {
  const chain = causes(error)
  const unreachable = chain.find(
    ({ code, message }) => UNREACHABLE.has(code ?? '') || /timeout/.test(message),
  )
  if (unreachable) {
    return `Cannot reach the database or the queue: ${redact(unreachable.message)}. Check DATABASE_URL and REDIS_URL.`
  }
  const [first, cause] = chain
  if (!first) return String(error)
  if (!WRITTEN_FOR_PEOPLE.has(first.name)) return first.stack ?? first.message
  return first.name === 'MigrationError' && cause
    ? `${first.message}\nThe cause: ${cause.message}`
    : first.message
}

/** An error and its causes; of several at once (one for each address of a host) the first. */
function causes(error: unknown): NodeJS.ErrnoException[] {
  if (error instanceof AggregateError) return causes(error.errors[0])
  if (!(error instanceof Error)) return []
  return [error, ...causes(error.cause)]
}
