import type { Db } from '../../../db/connect.ts'
import { insertMail, insertMails, type OutgoingMail } from '../../../db/queries/outbox.ts'
import type { Config } from '../../config.ts'
import type { EmailAddress } from '../../domain/email-address.ts'
import type { MailContent } from '../../domain/mail.ts'
import { sender } from './sender.ts'

interface MailToPost extends Omit<OutgoingMail, 'addressKey' | 'mail'> {
  readonly to: EmailAddress
  readonly content: MailContent
}

/** Puts a small mail of ours into the outbox, tagged with its kind. @returns its id. */
export async function postMail(db: Db, config: Config, mail: MailToPost): Promise<number> {
  return insertMail(db, outgoing(config, mail))
}

/** Puts one small mail for each of several people into the outbox. @returns their ids, in their order. */
export async function postMails(
  db: Db,
  config: Config,
  { to, ...mail }: Omit<MailToPost, 'to'> & { readonly to: readonly EmailAddress[] },
): Promise<number[]> {
  return insertMails(
    db,
    to.map((one) => outgoing(config, { ...mail, to: one })),
  )
}

function outgoing(config: Config, { kind, to, content, ...more }: MailToPost): OutgoingMail {
  const mail = { ...sender(config), to: to.address, ...content, tags: { kind } }
  return { kind, addressKey: to.key, ...more, mail }
}
