import type { Standing } from './house/ledger.ts'

const WIDTH = 24
const NOTE_EVERY_MS = 10_000

export interface Progress {
  /** What has just been done, or goes on for a while. */
  step(text: string): void
  look(standing: Standing, mails: number): void
  /** Nothing has moved for a while; these batches are open. */
  still(open: readonly string[]): void
  done(): void
}

/** Says how far the rehearsal is: one line that changes on a terminal, elsewhere a line every ten seconds. */
export function rehearsalProgress(
  readers: number,
  note: (line: string) => void,
  terminal: NodeJS.WriteStream = process.stderr,
): Progress {
  const started = performance.now()
  let noted = Number.NEGATIVE_INFINITY
  let step = ''
  const line = ({ status, batches }: Standing, mails: number) =>
    [
      `${mails.toLocaleString('en')} of ${readers.toLocaleString('en')} mails`,
      status,
      ...['submitting', 'unknown', 'parked'].filter((of) => batches[of]).map((of) => `${batches[of]} ${of}`),
      `${Math.round((performance.now() - started) / 1000)} s`,
    ].join(', ')
  const clear = () => {
    if (terminal.isTTY) terminal.write('\r\x1b[K')
  }
  return {
    step(text) {
      step = text
      clear()
      note(text)
    },
    look(standing, mails) {
      if (terminal.isTTY) {
        const full = Math.min(WIDTH, Math.round((mails / readers) * WIDTH))
        terminal.write(`\r[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${line(standing, mails)}\x1b[K`)
      } else if (performance.now() - noted > NOTE_EVERY_MS) {
        noted = performance.now()
        note(`  ${line(standing, mails)}${step ? ` (${step})` : ''}`)
      }
    },
    still(open) {
      clear()
      note('Nothing has moved for half a minute. Open are:')
      for (const batch of open) note(`  ${batch}`)
    },
    done: clear,
  }
}
