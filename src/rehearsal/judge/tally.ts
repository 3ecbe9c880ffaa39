import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { RehearsalFailure } from '../failure.ts'
import { type LogLine, parseLogLine } from '../receiver/log.ts'

/** The receiver's log, counted as it grows. */
export interface Tally {
  /**
   * Counts what was added since the last look.
   *
   * @throws {RehearsalFailure} at the first mail that is there twice.
   */
  read(): void
  /** The one mail of a delivery, if it was accepted. */
  find(issue: number, subscriber: number): LogLine | undefined
  /** How many mails of a delivery were accepted: more than one, the one time it is found. */
  mailsOf(issue: number, subscriber: number): number
  /** How many mails of an issue were accepted. */
  count(issue: number): number
}

/**
 * Counts by delivery and, apart from it, by address: a doubled mail shows even where its tag was changed.
 *
 * @param lately says what happened before, for the finding.
 */
export function tallyOf(file: string, lately: () => string): Tally {
  const byDelivery = new Map<string, LogLine>()
  const byAddress = new Map<string, LogLine>()
  const twice = new Map<string, number>()
  const counts = new Map<string, number>()
  const decoder = new StringDecoder('utf8')
  const chunk = Buffer.alloc(1 << 20)
  let offset = 0
  let rest = ''
  return {
    read() {
      if (!existsSync(file)) return
      const descriptor = openSync(file, 'r')
      try {
        for (;;) {
          const size = readSync(descriptor, chunk, 0, chunk.length, offset)
          if (size === 0) break
          offset += size
          const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n')
          rest = lines.pop()!
          for (const line of lines) count(parseLogLine(line))
        }
      } finally {
        closeSync(descriptor)
      }
    },
    mailsOf: (issue, subscriber) => {
      const delivery = `${issue}-${subscriber}`
      return (byDelivery.has(delivery) ? 1 : 0) + (twice.get(delivery) ?? 0)
    },
    find: (issue, subscriber) => byDelivery.get(`${issue}-${subscriber}`),
    count: (issue) => counts.get(String(issue)) ?? 0,
  }

  function count(line: LogLine): void {
    const [issue] = line.delivery.split('-')
    const address = `${issue} ${line.address}`
    const first = byDelivery.get(line.delivery) ?? byAddress.get(address)
    if (first) {
      twice.set(first.delivery, (twice.get(first.delivery) ?? 0) + 1)
      throw doubled(first, line)
    }
    byDelivery.set(line.delivery, line)
    byAddress.set(address, line)
    counts.set(issue!, (counts.get(issue!) ?? 0) + 1)
  }

  function doubled(first: LogLine, second: LogLine): RehearsalFailure {
    const describe = ({ sequence, key, delivery, body }: LogLine) =>
      `mail ${sequence}: delivery ${delivery} under key ${key}, body ${body}`
    return new RehearsalFailure(`Delivery ${second.delivery} was accepted twice.`, [
      `First as ${describe(first)}`,
      `Then as ${describe(second)}`,
      `Before it: ${lately()}`,
    ])
  }
}
