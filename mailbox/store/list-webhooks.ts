import type pg from 'pg'
import type { WebhookState } from '../webhooks/webhook.ts'

/** All webhooks that a mail caused, in the order in which they were made. */
export async function listWebhooks(pool: pg.Pool, mailId: string): Promise<WebhookState[]> {
  const { rows } = await pool.query(
    `select webhook.id, mail_seq as "mailSeq", 'msg_' || replace(svix_id::text, '-', '') as "svixId",
            type, detail, webhook.created_at as "createdAt", copies, attempts, last_answer as "lastAnswer",
            delivered_at as "deliveredAt", nullif(next_at, 'infinity') as "nextAt",
            coalesce(next_at = 'infinity', false) as held
     from mailbox.webhook join mailbox.mail on seq = mail_seq
     where mail.id = $1 order by webhook.id`,
    [mailId],
  )
  return rows.map(({ held, ...webhook }) => (held ? { ...webhook, nextAt: 'held' } : webhook))
}
