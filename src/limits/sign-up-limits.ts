import type { Context } from '../context.ts'
import { oncePerOutage } from '../once-per-outage.ts'
import type { LimitMaker } from './limit-maker.ts'

/** What sign-ups are held to, counted for all web processes together. */
export interface SignUpLimits {
  admit(signUp: { readonly network: string; readonly addressKey: string }): Promise<Admission>
}

export type Admission =
  /** Without a mail, the address has had those that it may have: nobody is told. */
  | { readonly outcome: 'admitted'; readonly mail: AllowedMail | undefined }
  | { readonly outcome: 'too-many'; readonly from: 'network' | 'everywhere'; readonly waitMs: number }

/** One of the mails that an address may be sent. */
interface AllowedMail {
  /** It could not be written. */
  giveBack(): Promise<void>
}

const WINDOW_SECONDS = 600
const DAY_SECONDS = 86_400

export function createSignUpLimits(
  { limit, keyOf }: LimitMaker,
  { config: { signUps }, log }: Pick<Context, 'config' | 'log'>,
): SignUpLimits {
  const onCrowd = oncePerOutage(
    (allowed: number) =>
      log.warn({ allowed }, 'more sign-ups than SIGN_UPS_IN_TOTAL allows: readers are asked to come back'),
    WINDOW_SECONDS * 1000,
  )
  const fromNetwork = limit('network', signUps.perNetwork, WINDOW_SECONDS)
  const inTotal = limit('total', signUps.inTotal, WINDOW_SECONDS)
  // Each mail has a day of its own, so that there are never more in any 24 hours.
  const mails = Array.from({ length: signUps.perAddress }, (_, n) => limit(`mail-${n + 1}`, 1, DAY_SECONDS))

  return {
    async admit({ network, addressKey }) {
      // First: what comes from a crowded network counts nowhere else.
      const waitMs = await fromNetwork.take(keyOf(network))
      if (waitMs > 0) return { outcome: 'too-many', from: 'network', waitMs }
      const [totalWaitMs, mail] = await Promise.all([inTotal.take('all'), takeMail(keyOf(addressKey))])
      if (totalWaitMs === 0) return { outcome: 'admitted', mail }
      onCrowd(signUps.inTotal)
      await mail?.giveBack()
      return { outcome: 'too-many', from: 'everywhere', waitMs: totalWaitMs }
    },
  }

  async function takeMail(key: string): Promise<AllowedMail | undefined> {
    for (const mail of mails) {
      const waitMs = await mail.take(key)
      if (waitMs === 0) return { giveBack: () => mail.giveBack(key) }
      const sinceMs = DAY_SECONDS * 1000 - waitMs
      if (sinceMs < signUps.cooldownMinutes * 60_000) return undefined
    }
    return undefined
  }
}
