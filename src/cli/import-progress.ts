import type { ListFile } from './list-file.ts'

const WIDTH = 24
const NOTE_EVERY = 20_000

/** Says how far an import is: a bar on a terminal, elsewhere a line every 20,000 rows. */
export function importProgress(
  list: ListFile,
  note: (line: string) => void,
  terminal: NodeJS.WriteStream = process.stderr,
): { rows(count: number): void; done(): void } {
  const started = performance.now()
  let noted = 0
  const speed = (rows: number) => {
    const seconds = (performance.now() - started) / 1000
    return `${rows.toLocaleString('en')} rows, ${Math.round(rows / seconds).toLocaleString('en')} a second`
  }
  return {
    rows(count) {
      if (terminal.isTTY) {
        terminal.write(`\r${bar(list.share())}${speed(count)}\x1b[K`)
      } else if (count - noted >= NOTE_EVERY) {
        noted = count
        note(speed(count))
      }
    },
    done() {
      if (terminal.isTTY) terminal.write('\r\x1b[K')
    },
  }
}

function bar(share: number | undefined): string {
  if (share === undefined) return ''
  const full = Math.round(share * WIDTH)
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${Math.floor(share * 100)} %  `
}
