import type { Db } from '../../../db/connect.ts'
import { deleteExpiredSignIns } from '../../../db/queries/editor-session.ts'
import { deleteExpiredErrands } from '../../../db/queries/errand.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
import { dropLedgerTables } from '../../../db/queries/ledger-tables.ts'
import { deleteExpiredHits } from '../../../db/queries/rate-limit.ts'
import {
  deleteOldLetters,
  deleteOldMails,
  deleteOldStrays,
  dropWeek,
  findMissingWeeks,
  findOldIssues,
  findOldWeeks,
  forgetUnconfirmed,
  limitWaits,
  makeWeek,
} from '../../../db/queries/retention.ts'
import { settleAccount } from '../../../db/queries/settled-account.ts'
import type { Context } from '../../context.ts'

/** How long what webhooks said is kept; what it did to the ledger stays. */
const EVENTS_KEPT = '90 days'
/** How long an issue's ledger is kept after the issue was sent or cancelled; its account stays. */
const LEDGER_KEPT = '400 days'
const WEEKS_AHEAD = 8
/** How long somebody may take to confirm; three days of it their link works. */
const UNCONFIRMED_KEPT = '30 days'
/** How long it is kept that a small mail was sent, and to which subscriber. */
const MAILS_KEPT = '90 days'
/** Rows that are deleted together. */
const CHUNK = 5_000

/**
 * Makes the partitions that will be needed, and lets go of what is older than is kept, in many transactions.
 * A partition that is in use ends it with an error; the next run goes on.
 */
export async function retire(context: Context): Promise<void> {
  await forgetRows(context)
  await turnPartitions(context)
}

async function forgetRows({ db, log }: Context): Promise<void> {
  const forgetSome = () =>
    db.transaction().execute((tx) => forgetUnconfirmed(tx, { waited: UNCONFIRMED_KEPT, limit: CHUNK }))
  let count: number
  do {
    const { ended, erased } = await forgetSome()
    count = ended + erased
    if (count > 0) log.info({ ended, erased }, 'subscribers who never confirmed were forgotten')
  } while (count === CHUNK)
  do count = await deleteOldMails(db, { keep: MAILS_KEPT, limit: CHUNK })
  while (count === CHUNK)
  await deleteOldLetters(db, MAILS_KEPT)
  await deleteExpiredErrands(db)
  await deleteExpiredSignIns(db)
  // Where limits are counted in Redis, nobody else does it.
  await deleteExpiredHits(db)
}

async function turnPartitions({ db, log }: Context): Promise<void> {
  const briefly = <Result>(act: (tx: Db) => Promise<Result>) =>
    db.transaction().execute(async (tx) => {
      await limitWaits(tx)
      return act(tx)
    })
  for (const monday of await findMissingWeeks(db, { ahead: WEEKS_AHEAD, keep: EVENTS_KEPT })) {
    await briefly((tx) => makeWeek(tx, monday))
  }
  for (const monday of await findOldWeeks(db, EVENTS_KEPT)) {
    if (await briefly((tx) => dropWeek(tx, monday))) log.info({ monday }, 'week of events dropped')
  }
  await deleteOldStrays(db, EVENTS_KEPT)
  for (const issueNumber of await findOldIssues(db, LEDGER_KEPT)) {
    await briefly((tx) => retireLedger(tx, issueNumber))
    log.info({ issueNumber }, 'ledger of an old issue dropped; its account stays')
  }
}

async function retireLedger(tx: Db, issueNumber: number): Promise<void> {
  const account = (await accountsOf(tx, [issueNumber])).get(issueNumber)!
  await settleAccount(tx, issueNumber, account)
  await dropLedgerTables(tx, issueNumber)
}
