import type { LimitMaker } from './limit-maker.ts'

/** What signing in at the desk is held to, counted for all web processes together. */
export interface SignInLimits {
  /** @returns 0, or the milliseconds until this network may ask or try again. */
  admitNetwork(network: string): Promise<number>
  /** @returns whether one more code may be mailed to an address. Nobody is told when it may not. */
  admitCode(address: string): Promise<boolean>
}

/** An office that signs in on Monday morning stays below it. */
const PER_NETWORK = { points: 60, seconds: 600 }
/** Each has three guesses of a million: whoever tried for a year would succeed once in ninety. */
export const CODES_PER_HOUR = 5
const CODES_PER_DAY = 10

export function createSignInLimits({ limit, keyOf }: LimitMaker): SignInLimits {
  const fromNetwork = limit('sign-in-network', PER_NETWORK.points, PER_NETWORK.seconds)
  const inAnHour = limit('sign-in-hour', CODES_PER_HOUR, 3_600)
  const inADay = limit('sign-in-day', CODES_PER_DAY, 86_400)
  return {
    admitNetwork: (network) => fromNetwork.take(keyOf(network)),
    async admitCode(address) {
      const key = keyOf(address)
      return (await inAnHour.take(key)) === 0 && (await inADay.take(key)) === 0
    },
  }
}
