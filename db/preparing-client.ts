import pg from 'pg'

const PREPARED = /^\s*(?:\w+ )?\/\* prepared ([a-z-]+) \*\//

/**
 * A client that has PostgreSQL keep the plans of the few statements that a send runs for every batch, and of those that
 * the desk asks on each page: planning them costs as much as running them. They say so themselves, with a comment that
 * they begin with, or that stands after their first word.
 */
export class PreparingClient extends pg.Client {
  // pg has a dozen forms of this; only the one that Kysely calls is changed.
  // biome-ignore lint/suspicious/noExplicitAny: the types are those of the form that is called.
  override query(...args: any[]): any {
    const [text, values] = args
    const name = typeof text === 'string' ? PREPARED.exec(text)?.[1] : undefined
    if (!name) return super.query(...(args as Parameters<pg.Client['query']>))
    return super.query({ name, text, values })
  }
}
