import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Where the program says which fragments an edition has and what its subject is. */
const WRITTEN_IN = ['edition', 'edition-plan', 'issue'].map(
  (name) => new URL(`../../domain/${name}.ts`, import.meta.url),
)

/** The SHA-256 of the rule that composes editions: another version of it makes other mails of the same fragments. */
export const EDITION_RULE = createHash('sha256')
  .update(WRITTEN_IN.map((file) => readFileSync(file, 'utf8')).join('\0'))
  .digest('hex')
