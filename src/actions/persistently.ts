import { setTimeout as sleep } from 'node:timers/promises'

const WAITS_MS = [100, 500, 2_000, 5_000, 10_000, 20_000]

/** Does what must not be lost again and again for half a minute; each failure is reported, the last one thrown. */
export async function persistently(
  act: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  for (const wait of WAITS_MS) {
    try {
      return await act()
    } catch (error) {
      onFailure(error)
      await sleep(wait)
    }
  }
  return act()
}
