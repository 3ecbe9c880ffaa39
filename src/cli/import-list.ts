import type { Context } from '../context.ts'
import type { RefusedLine } from '../lists/read-address.ts'
import { CommandError, type Invocation } from './command.ts'
import { importProgress } from './import-progress.ts'
import type { ListFile } from './list-file.ts'
import { describeProblem, type ListProblem } from './list-problem.ts'
import { refusedReport } from './refused-report.ts'

/** What an action that imports a list reads, and whom it tells. */
export interface ListSource {
  readonly input: AsyncIterable<Uint8Array>
  readonly file: string
  onRefused(lines: readonly RefusedLine[]): Promise<void>
  onProgress(rows: number): void
}

/**
 * Imports a list with its progress and its report of refused lines, which is left only when it succeeds.
 *
 * @throws {CommandError} saying why nothing was imported.
 */
export async function importList<Imported extends { readonly outcome: 'imported' }>(
  { open, note }: Invocation,
  { list, report: path }: { list: ListFile; report: string },
  act: (context: Context, source: ListSource) => Promise<Imported | ListProblem>,
): Promise<{ imported: Imported; report: string | undefined }> {
  const report = refusedReport(path)
  const context = await open()
  const progress = importProgress(list, note)
  let outcome: Imported | ListProblem | undefined
  try {
    outcome = await act(context, {
      input: list.input,
      file: list.name,
      onRefused: report.add,
      onProgress: progress.rows,
    })
  } finally {
    progress.done()
    if (outcome?.outcome !== 'imported') await report.discard()
  }
  if (outcome.outcome !== 'imported') throw new CommandError(describeProblem(list.name, outcome))
  return { imported: outcome, report: await report.close() }
}
