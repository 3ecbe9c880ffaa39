import type pg from 'pg'

/**
 * Deletes all mails to an address, whatever its case, with their webhooks. Those that are just being posted are
 * waited for. @returns how many mails.
 */
export async function deleteMailsTo(pool: pg.Pool, address: string): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from mailbox.mail
     where strpos(searchable, $1) > 0 and exists (
       select from unnest(recipients) as recipient, lower(recipient collate "C") as written
       where written = $1 or right(written, length($1) + 2) = '<' || $1 || '>'
     )`,
    [address.toLowerCase()],
  )
  return rowCount ?? 0
}
