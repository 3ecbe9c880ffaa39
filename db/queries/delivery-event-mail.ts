import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import type { StoredEvent } from './delivery-event.ts'

/** Records that Resend accepted the small mails that events name: that they exist proves it. */
export async function acceptMails(db: Db, events: readonly StoredEvent[]): Promise<void> {
  await sql`
    update outbox set status = 'accepted', provider_id = told.email_id, mail = null, lease_until = null,
      settled_at = coalesce(settled_at, clock_now()), last_error = null
    from (
      select distinct on (id) * from unnest(
        ${events.map((event) => event.mailId)}::bigint[], ${events.map((event) => event.emailId)}::text[]
      ) as told (id, email_id)
      where email_id is not null
      order by id, email_id
    ) as told
    where outbox.id = told.id and outbox.status in ('queued', 'submitting', 'unknown')`.execute(db)
}
