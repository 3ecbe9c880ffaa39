import { type CsvRecord, readCsv } from './read-csv.ts'
import { type Recognised, recognise } from './recognise.ts'

export type OpenedList =
  | { readonly outcome: 'opened'; readonly list: Recognised; readonly records: AsyncGenerator<CsvRecord> }
  | UnknownHeader

/** The first line names no column with addresses. */
export interface UnknownHeader {
  readonly outcome: 'unknown-header'
  readonly header: readonly string[]
}

/**
 * Reads the header of a list, and its rows as they are asked for.
 *
 * @throws {UnreadableListError} when it is not CSV, here or from the rows.
 */
export async function openList(input: AsyncIterable<Uint8Array>): Promise<OpenedList> {
  const records = readCsv(input)
  const first = await records.next()
  const header = first.done ? [] : first.value.cells
  const list = recognise(header)
  if (list) return { outcome: 'opened', list, records }
  await records.return(undefined)
  return { outcome: 'unknown-header', header }
}
