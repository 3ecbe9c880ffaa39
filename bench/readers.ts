/** Where the bench's readers live: a domain that can't exist, and that stands nowhere else in a mail. */
export const DOMAIN = 'readers.bench'

const PREFIX = 'reader-'
const ZERO = 0x30

/** SQL for the address of the reader whose number is `n`. */
export const ADDRESS_SQL = `'${PREFIX}' || lpad(n::text, 8, '0') || '@${DOMAIN}'`

/** The number in `reader-00000042`; undefined when these bytes name no numbered reader. */
export function readerNumber(bytes: Buffer, from: number, to: number): number | undefined {
  if (to - from <= PREFIX.length) return undefined
  for (let i = 0; i < PREFIX.length; i++) {
    if (bytes[from + i] !== PREFIX.charCodeAt(i)) return undefined
  }
  let number = 0
  for (let i = from + PREFIX.length; i < to; i++) {
    const digit = bytes[i]! - ZERO
    if (digit < 0 || digit > 9) return undefined
    number = number * 10 + digit
  }
  return number
}
