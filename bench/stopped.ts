/** Somebody wants the bench to stop. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError'
}

/** Rejects on a signal; whoever waits for something races with it, and the house is closed on the way out. */
export function whenStopped(): Promise<never> {
  const stopped = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => reject(new StoppedError('Stopped; nothing is left behind.')))
    }
  })
  stopped.catch(() => undefined)
  return stopped
}
