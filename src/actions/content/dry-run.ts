import { readContent } from '../../../db/queries/content-export.ts'
import { readKnownSlugs } from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import { contentChanges, type EntryChange } from '../../domain/content-changes.ts'
import type { Problem } from './problem.ts'
import { readDocument } from './read-document.ts'

export type DryRunOutcome =
  | { readonly outcome: 'fits'; readonly changes: readonly EntryChange[] }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/** What importing a document would change, from one snapshot; nothing is changed. */
export async function dryRunImport({ db }: Pick<Context, 'db'>, input: unknown): Promise<DryRunOutcome> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx): Promise<DryRunOutcome> => {
      const read = readDocument(input, await readKnownSlugs(tx))
      if ('problems' in read) return { outcome: 'refused', problems: read.problems }
      return { outcome: 'fits', changes: contentChanges(await readContent(tx), read) }
    })
}
