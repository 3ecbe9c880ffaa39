import type { Db } from '../../db/connect.ts'
import { learnRate } from '../../db/queries/send-rate.ts'
import type { Context } from '../context.ts'

/** What this process wrote last, so that it writes only what is new. */
const learned = new WeakMap<Db, number>()

/** Takes notice of what Resend's newest answer says of the rate it allows. */
export async function noticeRate({ db, mailer }: Pick<Context, 'db' | 'mailer'>): Promise<void> {
  const allowed = mailer.rate()?.allowed
  if (allowed === undefined || learned.get(db) === allowed) return
  await learnRate(db, allowed)
  learned.set(db, allowed)
}
