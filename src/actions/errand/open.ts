import type { Db } from '../../../db/connect.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { insertErrand } from '../../../db/queries/errand.ts'
import { renderErrand } from '../../../emails/errand/render-errand.ts'
import type { Config } from '../../config.ts'
import { type EmailAddress, maskAddress } from '../../domain/email-address.ts'
import { ERRAND_HOURS, type ErrandKind } from '../../domain/errand.ts'
import { signToken } from '../../domain/link-token.ts'
import type { Work } from '../../domain/work.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMail } from '../outbox/post-mail.ts'

export interface ErrandToOpen {
  readonly kind: ErrandKind
  readonly subscriber: { readonly id: number; readonly tokenVersion: number }
  /** Who is asked to confirm it. */
  readonly to: EmailAddress
  readonly newAddress?: EmailAddress
}

/** Opens an errand, in place of an older one of its kind, with the mail that holds its link. */
export async function openErrand(
  tx: Db,
  config: Config,
  { kind, subscriber, to, newAddress }: ErrandToOpen,
): Promise<Work[]> {
  const { site, linkKeys } = config
  const expires = (await clockNow(tx)).getTime() + ERRAND_HOURS * 3_600_000
  const expiresAt = new Date(Math.floor(expires / 1000) * 1000)
  const errandId = await insertErrand(tx, { subscriberId: subscriber.id, kind, newAddress, expiresAt })
  const { tokenVersion } = subscriber
  const token = signToken(linkKeys[0]!, { purpose: kind, errandId, tokenVersion, expiresAt })
  const mailId = await postMail(tx, config, {
    kind: `errand-${kind}`,
    subscriberId: subscriber.id,
    to,
    expiresAt,
    content: renderErrand(kind, {
      site,
      url: `${site.url}/errands/${kind}/${token}`,
      newAddress: newAddress && maskAddress(newAddress.address),
    }),
  })
  return hintAt(mailId)
}
