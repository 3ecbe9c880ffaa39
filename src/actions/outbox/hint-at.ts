import type { Work } from '../../domain/work.ts'

/** The work that a mail asks for, once what put it into the outbox is committed. */
export function hintAt(mailId: number): Work[] {
  return [{ kind: 'send-mails', reason: `mail-${mailId}` }]
}
