import { emailOf } from '../api/address.ts'
import type { Mail } from '../mail.ts'
import type { MailEvent } from './webhook.ts'

const sent: MailEvent = { type: 'email.sent' }
const delivered: MailEvent = { type: 'email.delivered' }
const complained: MailEvent = { type: 'email.complained' }
const bounced: MailEvent = {
  type: 'email.bounced',
  detail: {
    bounce: {
      type: 'Permanent',
      subType: 'General',
      message: 'The recipient’s server refuses this address.',
    },
  },
}
const suppressed: MailEvent = {
  type: 'email.suppressed',
  detail: {
    suppressed: { type: 'OnAccountSuppressionList', message: 'The address is on the suppression list.' },
  },
}

/** Resend's addresses for tests: https://resend.com/docs/dashboard/emails/send-test-emails */
const tests: Readonly<Record<string, readonly MailEvent[]>> = {
  bounced: [sent, bounced],
  complained: [sent, delivered, complained],
  suppressed: [suppressed],
}

/** What follows when a mail was accepted. */
export function eventsOf({ to }: Pick<Mail, 'to'>): readonly MailEvent[] {
  for (const address of to) {
    const name = /^([a-z]+)(?:\+[^@]*)?@resend\.dev$/i.exec(emailOf(address))?.[1]?.toLowerCase() ?? ''
    if (Object.hasOwn(tests, name)) return tests[name]!
  }
  return [sent, delivered]
}

/** What may happen to a mail later: sent from its page. */
export const laterEvents = {
  'hard-bounce': { title: 'Hard bounce', event: () => bounced },
  'soft-bounce': {
    title: 'Soft bounce',
    event: () => ({
      type: 'email.bounced',
      detail: {
        bounce: { type: 'Transient', subType: 'MailboxFull', message: 'The recipient’s mailbox is full.' },
      },
    }),
  },
  complaint: { title: 'Complaint', event: () => complained },
  delay: { title: 'Delivery delayed', event: () => ({ type: 'email.delivery_delayed' }) },
  open: { title: 'Opened', event: () => ({ type: 'email.opened' }) },
  click: { title: 'Clicked', event: clicked },
  quota: {
    title: 'Failed for the quota',
    event: () => ({ type: 'email.failed', detail: { failed: { reason: 'reached_daily_quota' } } }),
  },
  suppression: { title: 'Suppressed', event: () => suppressed },
} as const satisfies Record<string, { title: string; event: (mail: Mail, at: Date) => MailEvent }>

export type LaterEvent = keyof typeof laterEvents

export function isLaterEvent(name: unknown): name is LaterEvent {
  return typeof name === 'string' && Object.hasOwn(laterEvents, name)
}

function clicked({ html, text }: Mail, at: Date): MailEvent {
  const link = /\bhref="(https?:[^"]+)"/i.exec(html ?? '')?.[1]?.replaceAll('&amp;', '&')
  return {
    type: 'email.clicked',
    detail: {
      click: {
        ipAddress: '127.0.0.1',
        link: link ?? /https?:\S+/.exec(text ?? '')?.[0] ?? 'https://resend.com',
        timestamp: at.toISOString(),
        userAgent: 'mailbox',
      },
    },
  }
}
