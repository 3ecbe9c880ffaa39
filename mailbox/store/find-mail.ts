import type pg from 'pg'
import type { Mail } from '../mail.ts'
import type { StoredMail } from './insert-mails.ts'

/** The whole mail with that id, a UUID. */
export async function findMail(pool: pg.Pool, id: string): Promise<(Mail & StoredMail) | undefined> {
  const { rows } = await pool.query(
    `select seq, id, created_at as "createdAt", sender as "from", recipients as "to", subject,
            cc, bcc, reply_to as "replyTo", headers, tags, html, text
     from mailbox.mail join mailbox.content using (seq) where id = $1`,
    [id],
  )
  return rows[0]
}
