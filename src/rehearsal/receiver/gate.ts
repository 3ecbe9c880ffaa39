/** Keeps requests waiting once a number of batches is accepted, so that a fault strikes at a known point. */
export interface Gate {
  /** Resolves when the request may go on; false when its client has gone meanwhile. */
  pass(gone: AbortSignal): Promise<boolean>
  /** Counts an accepted batch. */
  count(): void
  /** Opens the gate until so many batches are accepted, or for good. */
  holdAt(batches: number | null): void
  readonly accepted: number
}

export function createGate(onReached: (batches: number) => void): Gate {
  let accepted = 0
  let limit = Number.POSITIVE_INFINITY
  let waiting: (() => void)[] = []
  const isOpen = () => accepted < limit
  const tell = () => {
    if (!isOpen()) onReached(limit)
  }
  return {
    async pass(gone) {
      // A signal that has come already does not come again.
      while (!isOpen() && !gone.aborted) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          gone.addEventListener('abort', () => resolve(), { once: true })
        })
      }
      return !gone.aborted
    },
    count() {
      accepted++
      tell()
    },
    holdAt(batches) {
      limit = batches ?? Number.POSITIVE_INFINITY
      tell()
      if (!isOpen()) return
      const released = waiting
      waiting = []
      for (const go of released) go()
    },
    get accepted() {
      return accepted
    },
  }
}
