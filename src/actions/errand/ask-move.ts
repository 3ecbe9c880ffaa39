import { mayMailErrand } from '../../../db/queries/errand.ts'
import { renderUnmoved } from '../../../emails/unmoved/render-unmoved.ts'
import type { Context } from '../../context.ts'
import { readerLinks } from '../../sending/links.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMail } from '../outbox/post-mail.ts'
import { parseSignUpAddress } from '../subscriber/sign-up-address.ts'
import type { AskOutcome } from './ask.ts'
import { lockAsker } from './asker.ts'
import { openErrand } from './open.ts'

export type AskMoveOutcome =
  | AskOutcome
  | { readonly outcome: 'refused'; readonly problem: string }
  | { readonly outcome: 'not-subscribed' }

/**
 * Asks, with a reader's link, for a subscription to move to another address; the present mailbox is asked
 * whether that is meant. The answer does not tell whether anybody has the new address, nor that it is the
 * present one, which could be found out by trying: that, too, is told by mail.
 */
export async function askMove(
  { db, config }: Context,
  token: string,
  typed: string,
): Promise<AskMoveOutcome> {
  return db.transaction().execute(async (tx) => {
    const asker = await lockAsker(tx, config, token)
    if ('outcome' in asker) return asker
    if (asker.status !== 'confirmed') return { outcome: 'not-subscribed' }
    const newAddress = parseSignUpAddress(typed)
    if ('problem' in newAddress) return { outcome: 'refused', problem: newAddress.problem }
    if (!(await mayMailErrand(tx, asker.id, 'move'))) return { outcome: 'asked', work: [] }
    const present = { address: asker.address, key: asker.addressKey }
    if (newAddress.key !== present.key) {
      const errand = { kind: 'move', subscriber: asker, to: present, newAddress } as const
      return { outcome: 'asked', work: await openErrand(tx, config, errand) }
    }
    const { site } = config
    const mailId = await postMail(tx, config, {
      kind: 'errand-move',
      subscriberId: asker.id,
      to: present,
      content: renderUnmoved({ site, preferencesUrl: readerLinks(site.url, token).preferences }),
    })
    return { outcome: 'asked', work: hintAt(mailId) }
  })
}
