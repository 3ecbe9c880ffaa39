import { lockContent } from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import { type DryRunOutcome, dryRunWithin } from './dry-run.ts'
import { type ImportOutcome, importContentWithin } from './import.ts'

/**
 * Imports a document if that changes what its dry run has shown. Where something was saved meanwhile that it would
 * change as well, nothing is imported, and what it would change now is shown.
 */
export async function importAsShown(
  { db, by }: Pick<Context, 'db' | 'by'>,
  input: unknown,
  stamp: string,
): Promise<ImportOutcome | DryRunOutcome> {
  return db.transaction().execute(async (tx) => {
    await lockContent(tx)
    const dryRun = await dryRunWithin(tx, input)
    return dryRun.outcome === 'fits' && dryRun.stamp === stamp ? importContentWithin(tx, by, input) : dryRun
  })
}
