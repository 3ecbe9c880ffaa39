import type { Db } from '../../../db/connect.ts'
import { keepLetter } from '../../../db/queries/letter.ts'
import { insertLetters } from '../../../db/queries/outbox.ts'
import type { SubscriberRow } from '../../../db/queries/subscriber.ts'
import type { Config } from '../../config.ts'
import type { MailContent } from '../../domain/mail.ts'
import { readerToken } from '../subscriber/reader-token.ts'
import { sender } from './sender.ts'

interface LetterToPost {
  readonly kind: string
  readonly to: SubscriberRow
  /** With gaps for the token of the subscriber's links. */
  readonly content: MailContent
  /** How many go in one request at most; large ones are few. */
  readonly atMost?: number
}

/** Puts a letter of ours to one subscriber into the outbox, tagged with its kind. @returns the mail's id. */
export async function postLetter(
  db: Db,
  config: Config,
  { kind, to, content, atMost }: LetterToPost,
): Promise<number> {
  const mailId = await insertLetters(db, [
    {
      kind,
      letterId: await keepLetter(db, { ...sender(config), ...content, tags: { kind } }),
      subscriberId: to.id,
      addressKey: to.addressKey,
      expiresAt: null,
      atMost,
      own: { to: to.address, token: readerToken(config, to) },
    },
  ])
  return mailId!
}
