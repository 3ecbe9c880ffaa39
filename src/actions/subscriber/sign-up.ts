import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import type { Admission, SignUpLimits } from '../../limits/sign-up-limits.ts'
import { createRequestTaker, type RequestOutcome, type SubscriptionRequest } from './request.ts'
import { parseSignUpAddress } from './sign-up-address.ts'

export interface SignUp extends Omit<SubscriptionRequest, 'unanswered'> {
  /** Where it comes from. */
  readonly network: string
}

export type SignUpOutcome = RequestOutcome | Extract<Admission, { outcome: 'too-many' }>

/** Longer than it takes while little is going on: what is known of an address makes some tenths of it. */
const LEAST_MS = 8

/**
 * Readies the taking of requests from strangers: as `createRequestTaker`, held to the limits, and answered no
 * sooner for one address than for another.
 */
export function createSignUpTaker(
  context: Context,
  limits: SignUpLimits,
): (signUp: SignUp) => Promise<SignUpOutcome> {
  const take = createRequestTaker(context)
  return async ({ network, ...request }) => {
    const email = parseSignUpAddress(request.address)
    if ('problem' in email) return { outcome: 'refused', problem: email.problem }
    const least = sleep(LEAST_MS)
    const admission = await limits.admit({ network, addressKey: email.key })
    if (admission.outcome === 'too-many') return admission
    const { mail } = admission
    try {
      const outcome = await take({ ...request, unanswered: mail === undefined })
      await least
      return outcome
    } catch (error) {
      await mail?.giveBack()
      throw error
    }
  }
}
