import type { Db } from '../../../db/connect.ts'
import { insertMail, type OutgoingMail } from '../../../db/queries/outbox.ts'
import type { Config } from '../../config.ts'
import type { EmailAddress } from '../../domain/email-address.ts'
import type { MailContent } from '../../domain/mail.ts'
import { sender } from './sender.ts'

interface MailToPost extends Omit<OutgoingMail, 'addressKey' | 'mail'> {
  readonly to: EmailAddress
  readonly content: MailContent
}

/** Puts a small mail of ours into the outbox, tagged with its kind. @returns its id. */
export async function postMail(
  db: Db,
  config: Config,
  { kind, to, content, ...outgoing }: MailToPost,
): Promise<number> {
  const mail = { ...sender(config), to: to.address, ...content, tags: { kind } }
  return insertMail(db, { kind, addressKey: to.key, ...outgoing, mail })
}
