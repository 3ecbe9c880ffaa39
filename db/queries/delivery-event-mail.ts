import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import type { StoredEvent } from './delivery-event.ts'
import { settleMailsByWebhook } from './parcel-outcome.ts'

/** Records that Resend accepted the small mails that events name, and all that went in one request with them. */
export async function acceptMails(db: Db, events: readonly StoredEvent[]): Promise<void> {
  await settleMailsByWebhook(
    db,
    events.map((event) => event.mailId).filter((id) => id !== null),
  )
  await sql`
    update outbox set status = 'accepted', provider_id = told.email_id, mail = null, last_error = null,
      settled_at = coalesce(settled_at, clock_now())
    from (
      select distinct on (id) * from unnest(
        ${events.map((event) => event.mailId)}::bigint[], ${events.map((event) => event.emailId)}::text[]
      ) as told (id, email_id)
      where email_id is not null
      order by id, email_id
    ) as told
    where outbox.id = told.id
      and (outbox.status = 'queued' or (outbox.status = 'accepted' and outbox.provider_id is null))`.execute(
    db,
  )
}
