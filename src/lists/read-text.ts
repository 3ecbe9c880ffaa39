/** The file can't be read as a list. The message says what is wrong and what to do about it. */
export class UnreadableListError extends Error {
  override readonly name = 'UnreadableListError'
}

/** How the files begin that are often taken for CSV. */
const OTHER_KINDS: readonly { readonly begins: readonly number[]; readonly problem: string }[] = [
  {
    begins: [0x50, 0x4b],
    problem: 'It is a ZIP archive or a spreadsheet. Unpack it, or save it as CSV, and import the CSV file.',
  },
  { begins: [0xff, 0xfe], problem: 'It is UTF-16 text. Save it as "CSV UTF-8".' },
  { begins: [0xfe, 0xff], problem: 'It is UTF-16 text. Save it as "CSV UTF-8".' },
]

/**
 * A file's text, without its byte order mark, and with LF at the end of each line whichever of CRLF, LF and
 * CR it has: some files mix them, and lines are to be counted as an editor counts them.
 *
 * @throws {UnreadableListError} when the file is of another kind.
 */
export async function* readText(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun = false
  let held = ''
  for await (const bytes of input) {
    if (!begun) refuseOtherKinds(bytes)
    begun = true
    const text = held + decoder.decode(bytes, { stream: true })
    held = text.endsWith('\r') ? '\r' : ''
    yield withLineFeeds(text.slice(0, text.length - held.length))
  }
  yield withLineFeeds(held + decoder.decode())
}

function refuseOtherKinds(bytes: Uint8Array): void {
  const other = OTHER_KINDS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte))
  if (other) throw new UnreadableListError(other.problem)
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
