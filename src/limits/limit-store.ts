import type { IRateLimiterOptions, RateLimiterAbstract } from 'rate-limiter-flexible'

/** Where it is counted how much of a limit was used. */
export interface LimitStore {
  /** @param options of which `keyPrefix` names the limit. */
  limiter(options: IRateLimiterOptions): RateLimiterAbstract
  close(): Promise<void>
}
