import { hash } from 'node:crypto'
import type { Context } from '../context.ts'
import { oncePerOutage } from '../once-per-outage.ts'
import { createLimit } from './limit.ts'
import { openPostgresStore } from './postgres-store.ts'
import { openRedisStore } from './redis-store.ts'

/** What sign-ups are held to, counted for all web processes together. */
export interface SignUpLimits {
  admit(signUp: { readonly network: string; readonly addressKey: string }): Promise<Admission>
  close(): Promise<void>
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

/**
 * Opens the limits, on Redis where there is one. When their store fails, each process counts for itself:
 * sign-ups go on.
 */
export async function openSignUpLimits(
  { config, db, log }: Context,
  installation: string,
): Promise<SignUpLimits> {
  const { redisUrl, signUps } = config
  const secret = `limit ${config.linkKeys[0]!.key.toString('base64url')} `
  const onTrouble = oncePerOutage((err: Error) =>
    log.warn({ err }, 'limits of sign-ups are counted by this process alone: their store does not answer'),
  )
  const onCrowd = oncePerOutage(
    (allowed: number) =>
      log.warn({ allowed }, 'more sign-ups than SIGN_UPS_IN_TOTAL allows: readers are asked to come back'),
    WINDOW_SECONDS * 1000,
  )
  const store = redisUrl
    ? await openRedisStore(redisUrl, `verdicts-${installation}-limit`, onTrouble)
    : openPostgresStore(db, onTrouble)
  const limit = (name: string, points: number, seconds: number) =>
    createLimit(store, { name, points, seconds, onTrouble })

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
    close: () => store.close(),
  }

  /** Neither an address nor a network lies in the store, nor what could be tried out to find them. */
  function keyOf(text: string): string {
    return hash('sha256', secret + text, 'base64url')
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
