import type { DueWebhook } from './webhook.ts'

/** The body of a webhook, the same bytes at each attempt. */
export function payloadOf({ type, detail, createdAt, mail }: DueWebhook): string {
  const tags = Object.fromEntries(mail.tags.map(({ name, value }) => [name, value]))
  return JSON.stringify({
    type,
    created_at: createdAt.toISOString(),
    data: {
      created_at: mail.createdAt.toISOString(),
      email_id: mail.id,
      message_id: `<${mail.id}@mailbox.invalid>`,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      ...(mail.tags.length > 0 ? { tags } : {}),
      ...detail,
    },
  })
}
