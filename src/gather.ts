export interface GatherOptions {
  /** How long the first waits for others, in milliseconds; 0 for those that come in the same turn of the loop. */
  readonly waitMs: number
  /** How many go together at most. */
  readonly most: number
  /** How many rounds are under way at once at most. */
  readonly rounds: number
}

/**
 * Does for many callers at once what each of them asked for: one statement and one commit in place of
 * hundreds. Each waits for the round that it is part of, gets what that came to, and fails when it fails.
 *
 * @example
 * const insert = gather((rows: Row[]) => insertRows(db, rows), { waitMs: 3, most: 500, rounds: 2 })
 * await insert(row)
 */
export function gather<Item, Result>(
  act: (items: readonly Item[]) => Promise<Result>,
  { waitMs, most, rounds }: GatherOptions,
): (item: Item) => Promise<Result> {
  const schedule = waitMs === 0 ? setImmediate : (start: () => void) => setTimeout(start, waitMs)
  let waiting: Waiting<Item, Result>[] = []
  let scheduled = false
  let underWay = 0

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (waiting.length >= most) start()
      else if (!scheduled) {
        scheduled = true
        schedule(start)
      }
    })

  function start(): void {
    scheduled = false
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

  async function settle(round: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const result = await act(round.map(({ item }) => item))
      for (const { resolve } of round) resolve(result)
    } catch (error) {
      for (const { reject } of round) reject(error)
    }
  }
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}
