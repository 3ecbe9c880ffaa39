import { sql } from 'kysely'
import { UNKNOWNS_THAT_BREAK } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'

/** While Resend does not answer, it is asked again so often. */
const PROBE_EVERY = '5 seconds'

/** Counts an answer that proved nothing. */
export async function countUnknown(db: Db): Promise<void> {
  await sql`
    update send_rate
    set unknowns = unknowns + 1, probe_until = clock_now() + ${PROBE_EVERY}::interval`.execute(db)
}

/** Resend has answered: everything may start again. */
export async function closeBreaker(db: Db): Promise<void> {
  await db
    .updateTable('sendRate')
    .set({ unknowns: 0, probeUntil: sql<Date>`'-infinity'` })
    .where('unknowns', '>', 0)
    .execute()
}

/** Whether Resend does not answer at the moment. */
export async function isBroken(db: Db): Promise<boolean> {
  const { unknowns } = await db.selectFrom('sendRate').select('unknowns').executeTakeFirstOrThrow()
  return unknowns >= UNKNOWNS_THAT_BREAK
}
