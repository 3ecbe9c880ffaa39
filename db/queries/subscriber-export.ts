import type { SubscriberStatus } from '../../src/domain/subscriber.ts'
import type { Db } from '../connect.ts'

export interface ExportedSubscriber {
  readonly id: number
  readonly address: string
  readonly status: SubscriberStatus
  readonly createdAt: Date
  readonly confirmedAt: Date | null
  readonly endedAt: Date | null
}

/** The next subscribers behind `after`, an id, in the order of their ids. */
export async function readSubscribers(
  db: Db,
  { after, limit, status }: { after: number; limit: number; status?: SubscriberStatus | undefined },
): Promise<ExportedSubscriber[]> {
  return db
    .selectFrom('subscriber')
    .select(['id', 'address', 'status', 'createdAt', 'confirmedAt', 'endedAt'])
    .where('id', '>', after)
    .$if(status !== undefined, (query) => query.where('status', '=', status!))
    .orderBy('id')
    .limit(limit)
    .execute()
}
