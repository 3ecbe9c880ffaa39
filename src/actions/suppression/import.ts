import { recordAct } from '../../../db/queries/audit-entry.ts'
import { insertSuppressions } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import type { EmailAddress } from '../../domain/email-address.ts'
import { SUPPRESSION_REASONS, type SuppressionReason } from '../../domain/suppression.ts'
import { inChunks } from '../../lists/in-chunks.ts'
import { openList, type UnknownHeader } from '../../lists/open-list.ts'
import { type RefusedLine, readAddress } from '../../lists/read-address.ts'
import type { CsvRecord } from '../../lists/read-csv.ts'
import { UnreadableListError } from '../../lists/read-text.ts'
import type { Recognised } from '../../lists/recognise.ts'

export interface SuppressionImport {
  readonly input: AsyncIterable<Uint8Array>
  /** The file's name without its folder, kept as the note. */
  readonly file: string
  /** Takes the lines that nothing is made of, while the file is read. */
  onRefused?(lines: readonly RefusedLine[]): Promise<void>
  /** Told how many rows are read. */
  onProgress?(rows: number): void
}

export type SuppressionImportOutcome =
  | {
      readonly outcome: 'imported'
      readonly rows: number
      readonly added: number
      /** Suppressed before, or by an earlier row. */
      readonly alreadyThere: number
      readonly refused: number
    }
  | UnknownHeader
  | { readonly outcome: 'unreadable'; readonly problem: string }

type Suppressed = EmailAddress & { readonly reason: SuppressionReason }

const CHUNK = 5_000

/**
 * Suppresses the addresses of a CSV file, each for the `reason` in its row, or `manual` where there is none.
 * One transaction: when it fails, nothing has changed.
 */
export async function importSuppressions(
  { db, by }: Pick<Context, 'db' | 'by'>,
  { input, file, onRefused, onProgress }: SuppressionImport,
): Promise<SuppressionImportOutcome> {
  try {
    const opened = await openList(input)
    if (opened.outcome !== 'opened') return opened
    const { list, records } = opened
    return await db.transaction().execute(async (tx) => {
      const counts = { rows: 0, added: 0, refused: 0 }
      for await (const chunk of inChunks(records, CHUNK)) {
        const read = chunk.map((record) => readRow(record, list))
        const refused = read.filter((row) => 'line' in row)
        const suppressed = read.filter((row) => 'key' in row)
        if (refused.length > 0) await onRefused?.(refused)
        counts.added += await insertSuppressions(tx, suppressed, `file ${file}`)
        counts.rows += chunk.length
        counts.refused += refused.length
        onProgress?.(counts.rows)
      }
      const detail = `${counts.added} added`
      await recordAct(tx, by, { kind: 'suppressions-imported', subject: 'suppressions', detail })
      return { outcome: 'imported', ...counts, alreadyThere: counts.rows - counts.added - counts.refused }
    })
  } catch (error) {
    if (error instanceof UnreadableListError) return { outcome: 'unreadable', problem: error.message }
    throw error
  }
}

function readRow(record: CsvRecord, list: Recognised): Suppressed | RefusedLine {
  const { typed, email } = readAddress(record, list)
  const refuse = (reason: string) => ({ line: record.line, address: typed, reason })
  if ('problem' in email) return refuse(email.problem)
  const word = list.cellOf(record.cells)('reason').toLowerCase() || 'manual'
  const reason = SUPPRESSION_REASONS.find((known) => known === word)
  if (!reason) return refuse(`The reason "${word}" is not one of ${SUPPRESSION_REASONS.join(', ')}.`)
  return { ...email, reason }
}
