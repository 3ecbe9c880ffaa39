import { now } from './now.ts'

/** What the bench says while it works, beside the result: on a terminal in a line that is written over. */
export interface Progress {
  /** A step that begins. */
  step(text: string): void
  /** How far it is. */
  now(text: string): void
  end(): void
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  const startedAt = now()
  let open = false
  const clear = () => {
    if (open) stream.write('\r\x1b[K')
    open = false
  }
  return {
    step(text) {
      clear()
      stream.write(`${minutes(now() - startedAt)}  ${text}\n`)
    },
    now(text) {
      if (!stream.isTTY) return
      stream.write(`\r\x1b[K    ${text}`)
      open = true
    },
    end: clear,
  }
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
