import type pg from 'pg'
import type { MailSummary } from '../mail.ts'
import { countMails, listMails } from '../store/list-mails.ts'
import { isUuid } from '../uuid.ts'

export interface MailboxQuery {
  readonly search?: string
  readonly after?: string
  readonly before?: string
}

export interface MailboxView {
  readonly mails: readonly MailSummary[]
  /** How many there are, or how many match the search. */
  readonly count: number
  readonly search: string
  readonly hasNewer: boolean
  readonly hasOlder: boolean
}

const PAGE = 50
const LONGEST_SEARCH = 200

/** A page of the list. A cursor that leads nowhere, to a mail that is gone, leads to the newest. */
export async function loadMailbox(pool: pg.Pool, query: MailboxQuery): Promise<MailboxView> {
  const search = (query.search ?? '').replaceAll('\0', '').trim().slice(0, LONGEST_SEARCH)
  const after = cursorOf(query.after)
  const before = after ? undefined : cursorOf(query.before)
  const newest = { limit: PAGE, search }
  const asked = after || before ? await listMails(pool, { ...newest, after, before }) : undefined
  // The way back to the newest ends on a whole page, not on the few that lie between.
  const between = asked && (after !== undefined || asked.hasMore) ? asked : undefined
  const page = between ?? (await listMails(pool, newest)) ?? { mails: [], hasMore: false }
  return {
    mails: page.mails,
    // Where all are on this page, a second look through the mailbox is spared.
    count: between || page.hasMore ? await countMails(pool, search) : page.mails.length,
    search,
    hasNewer: between !== undefined,
    // Before a mail there is always that mail to go back to, and `between` holds only where there are more.
    hasOlder: page.hasMore,
  }
}

function cursorOf(id: string | undefined): string | undefined {
  return id !== undefined && isUuid(id) ? id : undefined
}
