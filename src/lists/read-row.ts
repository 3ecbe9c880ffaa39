import { type RefusedLine, readAddress } from './read-address.ts'
import type { CsvRecord } from './read-csv.ts'
import { readTime } from './read-time.ts'
import type { Recognised } from './recognise.ts'
import { type ListStatus, readStatus } from './status-words.ts'

/** A row that says something about an address. */
export interface ListRow {
  readonly line: number
  readonly address: string
  readonly key: string
  readonly status: Exclude<ListStatus, 'pending'>
  /** Since when: of consent for an active row, of leaving or failing for the others. */
  readonly at: Date | undefined
}

/** Reads a record of a list. The name of the file says what Mailchimp's files are. */
export function readRow(record: CsvRecord, list: Recognised, file: string): ListRow | RefusedLine {
  const { line } = record
  const { typed, email } = readAddress(record, list)
  const refuse = (reason: string) => ({ line, address: typed, reason })
  if ('problem' in email) return refuse(email.problem)
  const cell = list.cellOf(record.cells)
  const word = list.format.status(cell, file)
  if (word === '') return refuse('The row has no status.')
  const status = readStatus(word)
  if (!status) return refuse(`The status "${word}" is not one that is known here.`)
  if (status === 'pending') return refuse(`The status is "${word}": consent was never confirmed.`)
  const times = status === 'active' ? list.format.since : list.format.left
  return { line, ...email, status, at: firstTime(times.map(cell)) }
}

function firstTime(cells: readonly string[]): Date | undefined {
  for (const cell of cells) {
    const time = readTime(cell)
    if (time) return time
  }
  return undefined
}
