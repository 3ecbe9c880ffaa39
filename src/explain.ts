/** Errors whose message is written for whoever started the program, remedy included. */
const WRITTEN_FOR_PEOPLE = new Set([
  'CommandError',
  'ConfigError',
  'EmbeddedPostgresError',
  'ListenError',
  'MigrationError',
])

/** What to print for an error that ends the program: its message, or for an unforeseen one all there is. */
export function explainToOperator(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') {
    return `Cannot reach the database or the queue (${error.message || 'connection refused'}). Check DATABASE_URL and REDIS_URL.`
  }
  if (!WRITTEN_FOR_PEOPLE.has(error.name)) return error.stack ?? error.message
  const { cause } = error
  return error.name === 'MigrationError' && cause instanceof Error
    ? `${error.message}\nThe cause: ${cause.message}`
    : error.message
}
