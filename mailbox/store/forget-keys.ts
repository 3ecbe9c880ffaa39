import type pg from 'pg'

/** From here on every request is a first one. */
export async function forgetKeys(pool: pg.Pool): Promise<void> {
  await pool.query('delete from mailbox.answered_request')
}
