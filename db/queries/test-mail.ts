import { sql } from 'kysely'
import type { MailStatus } from '../../src/domain/parcel.ts'
import type { Db } from '../connect.ts'

export interface TestMailRow {
  readonly address: string
  readonly status: MailStatus
  readonly lastError: string | null
}

/** More are never sent at once. */
const MOST_TOGETHER = 100

/** A test mail and those that were sent with it, which share its moment; it is the first of them. */
export async function findTestMails(db: Db, firstId: number): Promise<TestMailRow[]> {
  return testMails(db)
    .select(['addressKey as address', 'status', 'lastError'])
    .where('id', '>=', firstId)
    .where('id', '<', firstId + MOST_TOGETHER)
    .where('createdAt', '=', (eb) => eb.selectFrom('outbox').select('createdAt').where('id', '=', firstId))
    .orderBy('id')
    .execute()
}

/** The newest test mail to an address. */
export async function findNewestTestMail(db: Db, addressKey: string): Promise<number | undefined> {
  const row = await testMails(db)
    .select('id')
    .where('addressKey', '=', addressKey)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** They are nobody's in particular: so said, an index of few mails is enough. */
function testMails(db: Db) {
  return db.selectFrom('outbox').where('kind', '=', sql.lit('issue-test')).where('subscriberId', 'is', null)
}
