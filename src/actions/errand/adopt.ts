import type { Db } from '../../../db/connect.ts'
import { dropErrands } from '../../../db/queries/errand.ts'
import { changeAddress, mergeInto } from '../../../db/queries/move.ts'
import { insertConsent, type SubscriberRow } from '../../../db/queries/subscriber.ts'
import { isSuppressed, welcomeBack } from '../../../db/queries/suppression.ts'
import { renderMoved } from '../../../emails/moved/render-moved.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { moveWords } from '../../domain/consent-words.ts'
import { type EmailAddress, maskAddress } from '../../domain/email-address.ts'
import type { Work } from '../../domain/work.ts'
import { readerLinks } from '../../sending/links.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMail } from '../outbox/post-mail.ts'
import { readerToken } from '../subscriber/reader-token.ts'
import type { DeadErrand } from './read-link.ts'
import { takeErrand } from './take.ts'

export type AdoptOutcome =
  | { readonly outcome: 'moved'; readonly work: readonly Work[] }
  /** The new address is never to be mailed, since a moment ago. */
  | { readonly outcome: 'suppressed' }
  | DeadErrand

/**
 * The new mailbox means it, too: the subscription moves there, and the old mailbox is told. Where the new
 * address had a subscription of its own, the two are one from now on.
 */
export async function adoptSubscription({ db, config }: Context, token: string): Promise<AdoptOutcome> {
  return db.transaction().execute(async (tx) => {
    const errand = await takeErrand(tx, config, 'adopt', token)
    if ('outcome' in errand) return errand
    const { subscriber, others } = errand
    const newAddress = errand.newAddress!
    if (subscriber.status !== 'confirmed') return { outcome: 'closed' }
    if (await isSuppressed(tx, newAddress.key)) return { outcome: 'suppressed' }
    const owner = others.find(({ addressKey }) => addressKey === newAddress.key)
    const left = owner ? subscriber.id : await changeAddress(tx, subscriber, newAddress)
    const reached = owner?.id ?? subscriber.id
    if (owner) await mergeInto(tx, { from: left, to: reached, address: newAddress.address })
    await dropErrands(tx, [left, reached])
    await welcomeBack(tx, reached)
    const statement = moveWords(config.site.name)
    for (const subscriberId of [left, reached]) {
      await insertConsent(tx, { subscriberId, kind: 'moved', source: '/errands/adopt', statement })
    }
    return { outcome: 'moved', work: await tellOldMailbox(tx, config, subscriber, newAddress) }
  })
}

/** With a link as all their old ones are by now: it unsubscribes, and no more. */
async function tellOldMailbox(
  tx: Db,
  config: Config,
  subscriber: SubscriberRow,
  newAddress: EmailAddress,
): Promise<Work[]> {
  const { site } = config
  const { id, address, addressKey } = subscriber
  const { unsubscribe: unsubscribeUrl } = readerLinks(site.url, readerToken(config, subscriber))
  const mailId = await postMail(tx, config, {
    kind: 'moved',
    subscriberId: id,
    to: { address, key: addressKey },
    content: renderMoved({ site, unsubscribeUrl, newAddress: maskAddress(newAddress.address) }),
  })
  return hintAt(mailId)
}
