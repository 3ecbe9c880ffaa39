import { recordAct } from '../../../db/queries/audit-entry.ts'
import {
  type Arrivals,
  addArrivals,
  expectArrivals,
  type Settled,
  settleArrivals,
  tryLockImport,
} from '../../../db/queries/subscriber-import.ts'
import type { Context } from '../../context.ts'
import { inChunks } from '../../lists/in-chunks.ts'
import { openList, type UnknownHeader } from '../../lists/open-list.ts'
import type { RefusedLine } from '../../lists/read-address.ts'
import { type ListRow, readRow } from '../../lists/read-row.ts'
import { UnreadableListError } from '../../lists/read-text.ts'

/** A list that is brought along from elsewhere. */
export interface ListImport {
  readonly input: AsyncIterable<Uint8Array>
  /** The file's name without its folder. The consent of everyone on it is recorded with it. */
  readonly file: string
  /** Where the consent of those on the list came from, in the importer's words. */
  readonly consent: string
  /** Takes the lines that nothing is made of, while the file is read. */
  onRefused?(lines: readonly RefusedLine[]): Promise<void>
  /** Told how many rows are read. */
  onProgress?(rows: number): void
}

/** Every row of the file is in exactly one of these. */
export interface ImportCounts extends Settled {
  readonly repeated: number
  readonly refused: number
}

export type ImportOutcome =
  | {
      readonly outcome: 'imported'
      readonly format: string
      readonly rows: number
      readonly counts: ImportCounts
    }
  | UnknownHeader
  | { readonly outcome: 'unreadable'; readonly problem: string }
  | { readonly outcome: 'busy' }

const CHUNK = 5_000

/**
 * Brings a list along, in constant memory and in one transaction: when it fails, nothing has changed. Who
 * left, here or there, stays out: an ended subscriber is not revived, a suppressed address not confirmed,
 * and of several rows for one address the one that says no counts.
 */
export async function importSubscribers(
  { db, by }: Pick<Context, 'db' | 'by'>,
  { input, file, consent, onRefused, onProgress }: ListImport,
): Promise<ImportOutcome> {
  try {
    const opened = await openList(input)
    if (opened.outcome !== 'opened') return opened
    const { list, records } = opened
    const format = list.format.name
    return await db.transaction().execute(async (tx) => {
      if (!(await tryLockImport(tx))) {
        await records.return(undefined)
        return { outcome: 'busy' }
      }
      await expectArrivals(tx)
      let rows = 0
      let refused = 0
      for await (const chunk of inChunks(records, CHUNK)) {
        const read = chunk.map((record) => readRow(record, list, file))
        const lines = read.filter(isRefused)
        if (lines.length > 0) await onRefused?.(lines)
        await addArrivals(tx, asColumns(read.filter(isRow)))
        rows += chunk.length
        refused += lines.length
        onProgress?.(rows)
      }
      const settled = await settleArrivals(tx, { source: `${format} file ${file}`, statement: consent })
      // The file's name may be anything, an address as well.
      const { added, confirmed, ended, suppressed } = settled.counts
      const detail = `${added} added, ${confirmed} confirmed, ${ended} ended, ${suppressed} suppressed`
      await recordAct(tx, by, { kind: 'subscribers-imported', subject: 'subscribers', detail })
      const repeated = rows - refused - settled.addresses
      return { outcome: 'imported', format, rows, counts: { ...settled.counts, repeated, refused } }
    })
  } catch (error) {
    if (error instanceof UnreadableListError) return { outcome: 'unreadable', problem: error.message }
    throw error
  }
}

function isRefused(row: ListRow | RefusedLine): row is RefusedLine {
  return 'reason' in row
}

function isRow(row: ListRow | RefusedLine): row is ListRow {
  return !isRefused(row)
}

function asColumns(rows: readonly ListRow[]): Arrivals {
  return {
    lines: rows.map(({ line }) => line),
    addresses: rows.map(({ address }) => address),
    keys: rows.map(({ key }) => key),
    statuses: rows.map(({ status }) => status),
    times: rows.map(({ at }) => at?.toISOString() ?? null),
  }
}
