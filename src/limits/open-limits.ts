import { hash } from 'node:crypto'
import type { Context } from '../context.ts'
import { oncePerOutage } from '../once-per-outage.ts'
import { createLimit } from './limit.ts'
import type { LimitMaker } from './limit-maker.ts'
import { openPostgresStore } from './postgres-store.ts'
import { openRedisStore } from './redis-store.ts'
import { createSignInLimits, type SignInLimits } from './sign-in-limits.ts'
import { createSignUpLimits, type SignUpLimits } from './sign-up-limits.ts'

/** What strangers are held to. */
export interface Limits {
  readonly signUps: SignUpLimits
  readonly signIns: SignInLimits
  close(): Promise<void>
}

/**
 * Opens the limits, on Redis where there is one. When their store fails, each process counts for itself:
 * sign-ups and sign-ins go on.
 */
export async function openLimits({ config, db, log }: Context, installation: string): Promise<Limits> {
  const { redisUrl } = config
  const secret = `limit ${config.linkKeys[0]!.key.toString('base64url')} `
  const onTrouble = oncePerOutage((err: Error) =>
    log.warn({ err }, 'limits are counted by this process alone: their store does not answer'),
  )
  const store = redisUrl
    ? await openRedisStore(redisUrl, `verdicts-${installation}-limit`, onTrouble)
    : openPostgresStore(db, onTrouble)
  const maker: LimitMaker = {
    limit: (name, points, seconds) => createLimit(store, { name, points, seconds, onTrouble }),
    keyOf: (text) => hash('sha256', secret + text, 'base64url'),
  }
  return {
    signUps: createSignUpLimits(maker, { config, log }),
    signIns: createSignInLimits(maker),
    close: () => store.close(),
  }
}
