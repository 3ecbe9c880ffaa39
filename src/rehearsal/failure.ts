/** The rehearsal has found a mail lost or doubled, a column that does not add up, or a send that stands still. */
export class RehearsalFailure extends Error {
  override readonly name = 'RehearsalFailure'
  /** What was found, a line each. */
  readonly findings: readonly string[]

  constructor(message: string, findings: readonly string[] = []) {
    super(message)
    this.findings = findings
  }
}
