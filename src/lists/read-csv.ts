import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { readText, UnreadableListError } from './read-text.ts'

/** A record of a CSV file, and the line it begins on, counted from 1. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

const DELIMITERS = [',', ';', '\t'] as const
/** Longer than any record of a list: a quote that is never closed is found out before memory fills. */
const LONGEST_RECORD = 1_000_000
const LONGEST_HEADER = 65_536

/**
 * Reads CSV record by record, in constant memory: with commas, semicolons or tabs, quoted line breaks,
 * stray quotes, and records of any number of cells. Blank lines are passed over.
 *
 * @throws {UnreadableListError} naming the line where a quote opens that is never closed. Nothing behind it
 * can be told apart, so the file is not a list with one bad line; it has to be mended.
 */
export async function* readCsv(input: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const text = readText(input)
  const head = await readHead(text)
  let linesRead = 0
  const parser = parse({
    delimiter: detectDelimiter(head),
    record_delimiter: '\n',
    ltrim: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
    on_record: (cells: string[], { lines }) => {
      const line = linesRead + 1
      linesRead = lines
      return [String(line), ...cells.map((cell) => cell.trim())]
    },
  })
  pipeline(Readable.from(startingWith(head, text)), parser, () => undefined)
  try {
    for await (const [line, ...cells] of parser as AsyncIterable<[string, ...string[]]>) {
      if (cells.some((cell) => cell !== '')) yield { line: Number(line), cells }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UnreadableListError(
      `A quote (") opens on line ${linesRead + 1} and is never closed. Close or remove it, and import again.`,
      { cause: error },
    )
  }
}

async function readHead(text: AsyncGenerator<string>): Promise<string> {
  let head = ''
  while (!head.includes('\n') && head.length < LONGEST_HEADER) {
    const { value, done } = await text.next()
    if (done) break
    head += value
  }
  return head
}

/** What separates the names of the columns. Programs that write a semicolon or a tab do so throughout. */
function detectDelimiter(head: string): string {
  const header = head.split('\n', 1)[0]!.replace(/"[^"]*"/g, '')
  const uses = (delimiter: string) => header.split(delimiter).length
  return [...DELIMITERS].sort((a, b) => uses(b) - uses(a))[0]!
}

async function* startingWith(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head
  yield* rest
}
