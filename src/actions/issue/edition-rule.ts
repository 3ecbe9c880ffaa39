import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const SOURCE = new URL('../../', import.meta.url)

/** Where fragments become editions, and where editions become the bytes of each reader's mail. */
const BEGINS_IN = ['domain/compose-editions.ts', 'sending/issue-body.ts']

/** The files that the rule is written in, under `src/`: those, and whatever they import. */
export function ruleFiles(): string[] {
  const found = new Set(BEGINS_IN)
  for (const file of found) {
    for (const imported of importsOf(file)) found.add(imported)
  }
  return [...found].sort()
}

/**
 * The SHA-256 of the rule that composes editions, of its source as it runs: another version of it makes other mails
 * of the same fragments.
 */
export const EDITION_RULE = createHash('sha256')
  .update(JSON.stringify(ruleFiles().map((file) => [file, read(file)])))
  .digest('hex')

/** Whatever a file names by a relative path, but for what it takes types from: those are gone when it runs. */
function importsOf(file: string): string[] {
  const running = read(file).replaceAll(/^(import|export) type [^'"=]* from ['"][^'"]*['"]/gm, '')
  return [...running.matchAll(/['"`](\.\.?\/[^'"`]+)['"`]/g)].map(([, path]) =>
    new URL(path!, new URL(file, SOURCE)).href.slice(SOURCE.href.length),
  )
}

function read(file: string): string {
  return readFileSync(new URL(file, SOURCE), 'utf8')
}
