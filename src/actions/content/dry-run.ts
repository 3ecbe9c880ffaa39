import { createHash } from 'node:crypto'
import type { Db } from '../../../db/connect.ts'
import { readContent } from '../../../db/queries/content-export.ts'
import type { Context } from '../../context.ts'
import { contentChanges, type EntryChange } from '../../domain/content-changes.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { checkDocument } from './check-document.ts'
import type { Problem } from './problem.ts'

export type DryRunOutcome =
  /** With what names these changes for importAsShown(). */
  | { readonly outcome: 'fits'; readonly changes: readonly EntryChange[]; readonly stamp: string }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/** What importing a document would change, from one snapshot; nothing is changed. */
export async function dryRunImport({ db }: Pick<Context, 'db'>, input: unknown): Promise<DryRunOutcome> {
  return atOneMoment(db, (tx) => dryRunWithin(tx, input))
}

/** The same as part of a larger transaction. */
export async function dryRunWithin(tx: Db, input: unknown): Promise<DryRunOutcome> {
  const read = await checkDocument(tx, input)
  if ('problems' in read) return { outcome: 'refused', problems: read.problems }
  const changes = contentChanges(await readContent(tx, read), read)
  const stamp = createHash('sha256').update(JSON.stringify(changes)).digest('base64url')
  return { outcome: 'fits', changes, stamp }
}
