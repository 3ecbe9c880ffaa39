import { sql } from 'kysely'
import type { EmailAddress } from '../../src/domain/email-address.ts'
import type { Db } from '../connect.ts'
import type { SubscriberRow } from './subscriber.ts'

// Wherever a subscription moves, the address that it leaves stays as an ended subscriber who says where it went:
// no old list revives it, its links still end the subscription, and a download or an erasure reaches it.

/**
 * Gives a subscriber an address that nobody has. Links that they got until now are of an older version.
 *
 * @returns the id of who stays for the old address.
 */
export async function changeAddress(
  db: Db,
  { id, address: oldAddress, addressKey: oldKey }: SubscriberRow,
  { address, key }: EmailAddress,
): Promise<number> {
  await db
    .updateTable('subscriber')
    .set({ address, addressKey: key, tokenVersion: sql<number>`token_version + 1` })
    .where('id', '=', id)
    .execute()
  const former = await db
    .insertInto('subscriber')
    .values({
      address: oldAddress,
      addressKey: oldKey,
      status: 'ended',
      endedAt: sql<Date>`clock_now()`,
      movedTo: id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return former.id
}

/**
 * Ends a subscriber in favour of who has the new address already, and is confirmed by it: with the preferences
 * and the votes of the one who moves. Where both had voted, the one who moves counts.
 */
export async function mergeInto(
  db: Db,
  { from, to, address }: { readonly from: number; readonly to: number; readonly address: string },
): Promise<void> {
  await sql`
    update subscriber set status = 'confirmed', ended_at = null, moved_to = null,
      address = case subscriber.status when 'confirmed' then subscriber.address else ${address} end,
      confirmed_at = case subscriber.status when 'confirmed' then subscriber.confirmed_at else clock_now() end,
      selection_id = moving.selection_id, paused_until = moving.paused_until,
      preferences_version = subscriber.preferences_version + 1
    from subscriber as moving
    where subscriber.id = ${to} and moving.id = ${from}`.execute(db)
  await sql`
    insert into vote (tool_id, subscriber_id, verdict, cast_at)
    select tool_id, ${to}, verdict, cast_at from vote where subscriber_id = ${from}
    on conflict (tool_id, subscriber_id) do update set verdict = excluded.verdict, cast_at = excluded.cast_at`.execute(
    db,
  )
  await db.deleteFrom('vote').where('subscriberId', '=', from).execute()
  await sql`
    update subscriber set status = 'ended', ended_at = clock_now(), token_version = token_version + 1,
      moved_to = ${to}
    where id = ${from}`.execute(db)
  await db.updateTable('subscriber').set({ movedTo: to }).where('movedTo', '=', from).execute()
}
