import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, openSync } from 'node:fs'

/** One accepted mail, as it stands in the receiver's log. */
export interface LogLine {
  readonly sequence: number
  /** The Idempotency-Key, or `-`. */
  readonly key: string
  /** The tag that names the delivery (`issue-subscriber`), or `-`. */
  readonly delivery: string
  readonly address: string
  /** The beginning of the SHA-256 of the request's body. */
  readonly body: string
}

export interface AcceptanceLog {
  /** Writes the mails of one request, all in one write, before its answer leaves. */
  append(key: string, mails: readonly AcceptedMail[], body: Buffer): void
  close(): void
}

interface AcceptedMail {
  readonly delivery: string
  readonly address: string
}

/** Opens a log that is only ever added to: the rehearsal's one source for what was really accepted. */
export function openLog(file: string): AcceptanceLog {
  const descriptor = openSync(file, 'a')
  let sequence = 0
  return {
    append(key, mails, body) {
      const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
      const lines = mails.map(
        ({ delivery, address }) => `${++sequence} ${key || '-'} ${delivery || '-'} ${address} ${hash}\n`,
      )
      appendFileSync(descriptor, lines.join(''))
    },
    close: () => closeSync(descriptor),
  }
}

export function parseLogLine(line: string): LogLine {
  const [sequence, key, delivery, address, body] = line.split(' ')
  return { sequence: Number(sequence), key: key!, delivery: delivery!, address: address!, body: body! }
}
