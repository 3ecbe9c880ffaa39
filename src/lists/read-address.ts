import { type EmailAddress, parseEmailAddress } from '../domain/email-address.ts'
import { unguardCell } from './csv-cell.ts'
import type { CsvRecord } from './read-csv.ts'
import type { Recognised } from './recognise.ts'

/** A line that nothing is made of, and why. */
export interface RefusedLine {
  readonly line: number
  readonly address: string
  readonly reason: string
}

/** Reads the address of a record, as it stands there and in its normal form, or what is wrong with it. */
export function readAddress(
  { cells }: CsvRecord,
  { addressColumn, cellOf }: Recognised,
): { readonly typed: string; readonly email: EmailAddress | { readonly problem: string } } {
  const typed = unguardCell(cellOf(cells)(addressColumn))
  const email = typed.includes('\uFFFD')
    ? { problem: 'The address is not UTF-8 text. Save the file as UTF-8.' }
    : parseEmailAddress(typed)
  return { typed, email }
}
