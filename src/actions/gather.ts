export interface GatherOptions {
  /** How long the first waits for others, in milliseconds. */
  readonly waitMs: number
  /** How many go together at most. */
  readonly most: number
  /** How many rounds are under way at once at most. */
  readonly rounds: number
}

/**
 * Does for many callers at once what each of them asked for: one statement and one commit in place of
 * hundreds. Each waits for the round that it is part of, and fails when that fails.
 *
 * @example
 * const insert = gather((rows: Row[]) => insertRows(db, rows), { waitMs: 3, most: 500, rounds: 2 })
 * await insert(row)
 */
export function gather<Item>(
  act: (items: readonly Item[]) => Promise<unknown>,
  { waitMs, most, rounds }: GatherOptions,
): (item: Item) => Promise<void> {
  let waiting: Waiting<Item>[] = []
  let timer: NodeJS.Timeout | undefined
  let underWay = 0

  return (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (waiting.length >= most) start()
      else timer ??= setTimeout(start, waitMs)
    })

  function start(): void {
    clearTimeout(timer)
    timer = undefined
    // Whoever has to wait for a free round goes with it, whatever the time.
    if (underWay === rounds || waiting.length === 0) return
    const round = waiting.slice(0, most)
    waiting = waiting.slice(most)
    underWay++
    void settle(round).finally(() => {
      underWay--
      start()
    })
  }

  async function settle(round: readonly Waiting<Item>[]): Promise<void> {
    try {
      await act(round.map(({ item }) => item))
      for (const { resolve } of round) resolve()
    } catch (error) {
      for (const { reject } of round) reject(error)
    }
  }
}

interface Waiting<Item> {
  readonly item: Item
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}
