import type { Mail, MailEnvelope } from '../mail.ts'

/** A mail as Resend's API shows it in a list, with `headers` and `tags` besides. */
export function presentEnvelope(mail: MailEnvelope) {
  return {
    id: mail.id,
    to: mail.to,
    from: mail.from,
    created_at: mail.createdAt.toISOString(),
    subject: mail.subject,
    bcc: mail.bcc,
    cc: mail.cc,
    reply_to: mail.replyTo,
    last_event: 'delivered',
    scheduled_at: null,
    headers: mail.headers,
    tags: mail.tags,
  }
}

export function presentMail(mail: Mail) {
  return { object: 'email', ...presentEnvelope(mail), html: mail.html, text: mail.text }
}
