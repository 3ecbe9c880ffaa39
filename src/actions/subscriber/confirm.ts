import { clockNow } from '../../../db/queries/clock.ts'
import { confirmSubscriber, findSubscriber, insertConsent } from '../../../db/queries/subscriber.ts'
import { welcomeBack } from '../../../db/queries/suppression.ts'
import { listVotes, type VoteRow } from '../../../db/queries/vote.ts'
import type { Context } from '../../context.ts'
import { consentWords } from '../../domain/consent-words.ts'
import { maskAddress } from '../../domain/email-address.ts'
import { readToken } from '../../domain/link-token.ts'
import type { Work } from '../../domain/work.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { readerToken } from './reader-token.ts'
import { welcome } from './welcome.ts'

/** What a confirmation link is good for. `address` is masked. */
export type ConfirmationLink =
  | {
      readonly outcome: 'open'
      readonly subscriberId: number
      readonly request: number
      readonly address: string
      /** What counts once they confirm. */
      readonly votes: readonly VoteRow[]
    }
  | { readonly outcome: 'already-confirmed' }
  /** A newer mail with a link was asked for since. */
  | { readonly outcome: 'replaced' }
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
  if (!subscriber) return { outcome: 'invalid' }
  if (subscriber.status === 'confirmed') return { outcome: 'already-confirmed' }
  if (subscriber.status === 'ended' || link.expiresAt < (await clockNow(db))) return { outcome: 'expired' }
  if (subscriber.request !== link.request) return { outcome: 'replaced' }
  const { id, request, address } = subscriber
  const votes = await listVotes(db, id)
  return { outcome: 'open', subscriberId: id, request, address: maskAddress(address), votes }
}

export type ConfirmOutcome =
  | ConfirmationLink
  /** With the token of their links from now on: whoever pressed the button has their mailbox. */
  | { readonly outcome: 'confirmed'; readonly readerToken: string; readonly work: readonly Work[] }

/** Confirms the subscription that a link stands for, and welcomes the reader. Pressed twice, it is confirmed once. */
export async function confirmSubscription(context: Context, token: string): Promise<ConfirmOutcome> {
  const link = await readConfirmationLink(context, token)
  if (link.outcome !== 'open') return link
  const { subscriberId: id, request } = link
  const { db, config } = context
  const confirmed = await db.transaction().execute(async (tx) => {
    const subscriber = await confirmSubscriber(tx, { id, request })
    if (!subscriber) return undefined
    await welcomeBack(tx, id)
    const statement = consentWords(config.site.name)
    await insertConsent(tx, { subscriberId: id, kind: 'confirmed', source: '/confirm', statement })
    return { subscriber, mailId: await welcome(tx, config, subscriber) }
  })
  // Otherwise somebody was faster: the same button, pressed twice, or a newer request.
  if (!confirmed) return readConfirmationLink(context, token)
  return {
    outcome: 'confirmed',
    readerToken: readerToken(config, confirmed.subscriber),
    work: hintAt(confirmed.mailId),
  }
}
