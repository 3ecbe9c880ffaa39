import type { Config } from '../../config.ts'
import type { Mail } from '../../domain/mail.ts'

/** Whom small mails come from, and who gets the answers. */
export function sender({ mailFrom, replyTo }: Config): Pick<Mail, 'from' | 'replyTo'> {
  return { from: mailFrom, ...(replyTo ? { replyTo } : {}) }
}
