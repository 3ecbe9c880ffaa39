import { createHash } from 'node:crypto'
import type { Db } from '../../../db/connect.ts'
import { countHits, forgetHits } from '../../../db/queries/rate-limit.ts'
import type { Actor } from '../../domain/audit.ts'
import type { EmailAddress } from '../../domain/email-address.ts'
import type { MailContent } from '../../domain/mail.ts'

/** What an editor may send in an hour. */
export const TEST_MAILS_AN_HOUR = 100
const HOUR_MS = 3_600_000
/** A second press, and a form that is sent again, come within this. */
const TWICE_WITHIN_MS = 60_000

export type Admission =
  | { readonly outcome: 'admitted' }
  /** The same mails to the same addresses are on their way. */
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'too-many'; readonly left: number; readonly waitMs: number }

/**
 * Whether test mails may go out, in the transaction that sends them: what it counts is undone with it, and of two
 * that are the same the second waits for the first. A command is whoever runs the program, and held to nothing.
 */
export async function admitTestMails(
  tx: Db,
  by: Actor,
  { to, content }: { readonly to: readonly EmailAddress[]; readonly content: MailContent },
): Promise<Admission> {
  if (typeof by === 'string') return { outcome: 'admitted' }
  const same = `test-mail ${by.editorId} ${fingerprint({ to, content })}`
  const [once] = await countHits(tx, [{ key: same, points: 1, forMs: TWICE_WITHIN_MS }])
  if (once!.points > 1) return { outcome: 'repeated' }
  const all = `test-mails ${by.editorId}`
  const [hour] = await countHits(tx, [{ key: all, points: to.length, forMs: HOUR_MS }])
  if (hour!.points <= TEST_MAILS_AN_HOUR) return { outcome: 'admitted' }
  // They were not sent, so they do not count.
  const [before] = await countHits(tx, [{ key: all, points: -to.length, forMs: HOUR_MS }])
  await forgetHits(tx, same)
  return {
    outcome: 'too-many',
    left: Math.max(0, TEST_MAILS_AN_HOUR - before!.points),
    waitMs: hour!.msLeft,
  }
}

function fingerprint(mails: unknown): string {
  return createHash('sha256').update(JSON.stringify(mails)).digest('base64url')
}
