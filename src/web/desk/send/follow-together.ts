export interface FollowedOptions<T> {
  /** Looks once; nothing when there is nothing to follow. */
  readonly look: (number: number) => Promise<T | undefined>
  /** How long until the next look; nothing when this was the last one worth having. */
  readonly waitMs: (seen: T) => number | undefined
  /** Ends everything, once the server stops. */
  readonly closing: AbortSignal
  readonly onError: (error: unknown) => void
}

/** Follows the thing of a number until it is at rest, or the signal says that nobody listens any more. */
export type Follow<T> = (number: number, left: AbortSignal) => AsyncGenerator<T, void>

interface Watch<T> {
  newest: T | undefined
  over: boolean
  /** Wakes each follower. */
  readonly followers: Set<() => void>
  /** Ends the wait for the next look. */
  readonly nobodyLeft: AbortController
}

const AFTER_ERROR_MS = 2_000

/** After a look it rests this many times as long as that took: looking never costs the send more than a fifth. */
const RESTS = 4

/**
 * Lets many follow one thing by one look at a time: the first follower begins it and the last one ends it. Who
 * is slow misses what came in between, and gets the newest.
 */
export function followTogether<T>({ look, waitMs, closing, onError }: FollowedOptions<T>): Follow<T> {
  const watches = new Map<number, Watch<T>>()

  return async function* follow(number, left) {
    const watch = watches.get(number) ?? begin(number)
    const gone = AbortSignal.any([left, closing])
    let wake: () => void = () => undefined
    const follower = () => wake()
    watch.followers.add(follower)
    gone.addEventListener('abort', follower)
    // What was looked at before they came may be older than what they have seen.
    let seen = watch.newest
    try {
      while (!gone.aborted) {
        if (watch.newest !== undefined && watch.newest !== seen) {
          seen = watch.newest
          yield seen
        } else if (watch.over) return
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      gone.removeEventListener('abort', follower)
      watch.followers.delete(follower)
      if (watch.followers.size === 0) end(number, watch)
    }
  }

  function begin(number: number): Watch<T> {
    const watch: Watch<T> = {
      newest: undefined,
      over: false,
      followers: new Set(),
      nobodyLeft: new AbortController(),
    }
    watches.set(number, watch)
    void run(number, watch)
    return watch
  }

  async function run(number: number, watch: Watch<T>): Promise<void> {
    const { nobodyLeft, followers } = watch
    while (!nobodyLeft.signal.aborted) {
      const began = Date.now()
      const wait = await lookOnce(number, watch)
      const rest = (Date.now() - began) * RESTS
      if (wait === undefined) end(number, watch)
      for (const wake of followers) wake()
      if (wait !== undefined) await pause(Math.max(wait, rest), nobodyLeft.signal)
    }
  }

  async function lookOnce(number: number, watch: Watch<T>): Promise<number | undefined> {
    try {
      const found = await look(number)
      if (found === undefined) return undefined
      watch.newest = found
      return waitMs(found)
    } catch (error) {
      onError(error)
      return AFTER_ERROR_MS
    }
  }

  function end(number: number, watch: Watch<T>): void {
    watch.over = true
    watch.nobodyLeft.abort()
    if (watches.get(number) === watch) watches.delete(number)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
