/** How often each of the readers 1 … `expected` was mailed, and who else was. */
export interface Census {
  reader(number: number): void
  stranger(localPart: string): void
  /** How many of the readers were mailed at least once. */
  counted(): number
  report(): CensusReport
}

export interface CensusReport {
  /** Mails to readers, the doubled ones too. */
  readonly mails: number
  readonly doubles: number
  readonly misses: number
  /** Mails to anybody else, such as whoever has just signed up. */
  readonly toStrangers: number
  readonly strangersDoubled: number
}

/** One byte a reader: it counts to 255 and stays there. */
export function createCensus(expected: number): Census {
  const times = new Uint8Array(expected + 1)
  const strangers = new Map<string, number>()
  let counted = 0
  let mails = 0
  let doubles = 0
  const stranger = (localPart: string) => void strangers.set(localPart, (strangers.get(localPart) ?? 0) + 1)
  return {
    reader(number) {
      if (number < 1 || number > expected) return stranger(`reader ${number}`)
      mails++
      const before = times[number]!
      if (before === 0) counted++
      else doubles++
      if (before < 255) times[number] = before + 1
    },
    stranger,
    counted: () => counted,
    report() {
      const visits = [...strangers.values()]
      return {
        mails,
        doubles,
        misses: expected - counted,
        toStrangers: visits.reduce((sum, count) => sum + count, 0),
        strangersDoubled: visits.filter((count) => count > 1).length,
      }
    },
  }
}
