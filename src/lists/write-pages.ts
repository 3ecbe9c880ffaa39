/**
 * Writes rows as text, a page at a time, in the order of their ids.
 *
 * @returns how many they are.
 */
export async function writePages<Row extends { readonly id: number }>(
  read: (after: number) => Promise<readonly Row[]>,
  toLine: (row: Row) => string,
  write: (lines: string) => Promise<void>,
): Promise<number> {
  let count = 0
  for (let after = 0; ; ) {
    const page = await read(after)
    const last = page.at(-1)
    if (!last) return count
    await write(page.map(toLine).join(''))
    count += page.length
    after = last.id
  }
}
