/** A line of CSV as RFC 4180 has it, each cell guarded. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quote(guardCell(cell))).join(',')}\r\n`
}

/**
 * Puts an apostrophe before a cell that a spreadsheet would run as a formula (OWASP, "CSV Injection"), and
 * before one that begins with an apostrophe itself, so that `unguardCell` restores every cell exactly.
 */
function guardCell(cell: string): string {
  return /^[=+\-@\t\r']/.test(cell) ? `'${cell}` : cell
}

/** Takes the apostrophe off again; one that guards nothing belongs to the cell and stays. */
export function unguardCell(cell: string): string {
  return /^'[=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
