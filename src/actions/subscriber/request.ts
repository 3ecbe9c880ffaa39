import type { Db } from '../../../db/connect.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { insertMail } from '../../../db/queries/outbox.ts'
import {
  insertConsent,
  requestSubscription as request,
  type SubscriberRow,
} from '../../../db/queries/subscriber.ts'
import { isSuppressed } from '../../../db/queries/suppression.ts'
import { renderAlreadySubscribed } from '../../../emails/already-subscribed/render-already-subscribed.ts'
import { renderConfirmation } from '../../../emails/confirmation/render-confirmation.ts'
import type { RenderedMail } from '../../../emails/rendered-mail.ts'
import type { Context } from '../../context.ts'
import { consentWords } from '../../domain/consent-words.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import { signToken } from '../../domain/link-token.ts'
import type { Work } from '../../domain/work.ts'
import { readerLinks } from '../../sending/links.ts'
import { sender } from '../outbox/sender.ts'

export interface SubscriptionRequest {
  readonly address: string
  /** The path of the page with the form. */
  readonly page: string
}

export type RequestOutcome =
  | { readonly outcome: 'mailed'; readonly work: readonly Work[] }
  | { readonly outcome: 'refused'; readonly problem: string }

const CONFIRM_WITHIN_MS = 72 * 3_600_000

/**
 * Takes a reader's request to subscribe. The outcome is the same whether or not the address was known;
 * what differs is the mail: a confirmation link, or for a confirmed reader their preferences link. A
 * suppressed address gets none.
 */
export async function requestSubscription(
  context: Context,
  { address, page }: SubscriptionRequest,
): Promise<RequestOutcome> {
  const email = parseEmailAddress(address)
  if ('problem' in email) return { outcome: 'refused', problem: email.problem }
  return context.db.transaction().execute(async (tx) => {
    if (await isSuppressed(tx, email.key)) return { outcome: 'mailed', work: [] }
    const subscriber = await request(tx, email)
    const confirmed = subscriber.status === 'confirmed'
    if (!confirmed) {
      const statement = consentWords(context.config.site.name)
      await insertConsent(tx, { subscriberId: subscriber.id, kind: 'requested', source: page, statement })
    }
    const { kind, rendered, expiresAt } = confirmed
      ? await preferencesMail(context, subscriber)
      : await confirmationMail(tx, context, subscriber)
    const mailId = await insertMail(tx, {
      kind,
      subscriberId: subscriber.id,
      addressKey: email.key,
      ...(expiresAt ? { expiresAt } : {}),
      mail: { ...sender(context.config), to: email.address, ...rendered, tags: { kind } },
    })
    return { outcome: 'mailed', work: [{ kind: 'send-mails', reason: `mail-${mailId}` }] }
  })
}

interface Letter {
  readonly kind: 'confirmation' | 'already-subscribed'
  readonly rendered: RenderedMail
  readonly expiresAt?: Date
}

async function confirmationMail(
  db: Db,
  { config }: Context,
  { id, tokenVersion }: SubscriberRow,
): Promise<Letter> {
  const expiresAt = new Date(Math.floor(((await clockNow(db)).getTime() + CONFIRM_WITHIN_MS) / 1000) * 1000)
  const token = signToken(config.linkKeys[0]!, {
    purpose: 'confirm',
    subscriberId: id,
    tokenVersion,
    expiresAt,
  })
  const confirmUrl = `${config.site.url}/confirm/${token}`
  return {
    kind: 'confirmation',
    expiresAt,
    rendered: await renderConfirmation({ site: config.site, confirmUrl }),
  }
}

async function preferencesMail({ config }: Context, { id, tokenVersion }: SubscriberRow): Promise<Letter> {
  const token = signToken(config.linkKeys[0]!, {
    purpose: 'reader',
    subscriberId: id,
    tokenVersion,
    issueNumber: 0,
  })
  const { preferences: preferencesUrl } = readerLinks(config.site.url, token)
  return {
    kind: 'already-subscribed',
    rendered: await renderAlreadySubscribed({ site: config.site, preferencesUrl }),
  }
}
