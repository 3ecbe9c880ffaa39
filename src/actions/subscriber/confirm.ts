import { clockNow } from '../../../db/queries/clock.ts'
import { confirmSubscriber, findSubscriber, insertConsent } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import { consentWords } from '../../domain/consent-words.ts'
import { maskAddress } from '../../domain/email-address.ts'
import { readToken } from '../../domain/link-token.ts'

/** What a confirmation link is good for. `address` is masked. */
export type ConfirmationLink =
  | { readonly outcome: 'open'; readonly subscriberId: number; readonly address: string }
  | { readonly outcome: 'already-confirmed' }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'invalid' }

/** Reads a confirmation link and changes nothing. */
export async function readConfirmationLink(
  { db, config }: Context,
  token: string,
): Promise<ConfirmationLink> {
  const link = readToken(config.linkKeys, token)
  if (link?.purpose !== 'confirm') return { outcome: 'invalid' }
  const subscriber = await findSubscriber(db, link.subscriberId)
  if (!subscriber || subscriber.tokenVersion !== link.tokenVersion) return { outcome: 'invalid' }
  if (subscriber.status === 'confirmed') return { outcome: 'already-confirmed' }
  if (subscriber.status === 'ended' || link.expiresAt < (await clockNow(db))) return { outcome: 'expired' }
  return { outcome: 'open', subscriberId: subscriber.id, address: maskAddress(subscriber.address) }
}

export type ConfirmOutcome =
  | Exclude<ConfirmationLink, { outcome: 'open' }>
  | { readonly outcome: 'confirmed' }

/** Confirms the subscription that a link stands for. Pressed twice, it is confirmed once. */
export async function confirmSubscription(context: Context, token: string): Promise<ConfirmOutcome> {
  const link = await readConfirmationLink(context, token)
  if (link.outcome !== 'open') return link
  const { subscriberId } = link
  return context.db.transaction().execute(async (tx) => {
    if (!(await confirmSubscriber(tx, subscriberId))) return { outcome: 'already-confirmed' }
    const statement = consentWords(context.config.site.name)
    await insertConsent(tx, { subscriberId, kind: 'confirmed', source: '/confirm', statement })
    return { outcome: 'confirmed' }
  })
}
