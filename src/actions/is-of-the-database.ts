/** A lost connection or a conflict with another transaction, which passes: the pulse tries again. */
export function isOfTheDatabase(error: unknown): boolean {
  return (error as { code?: unknown }).code !== undefined
}
