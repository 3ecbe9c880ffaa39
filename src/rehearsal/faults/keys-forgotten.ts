import { HOUR_MS } from '../clock.ts'
import { settleParked } from '../settle-parked.ts'
import type { Fault } from './fault.ts'

/** Just behind the time after which the house must not repeat a request by itself. */
const NIGHT_MS = 23 * HOUR_MS + 5 * 60_000
/** Resend keeps keys for 24 hours. This one forgets them early. */
const FORGOTTEN_AFTER_MS = 23 * HOUR_MS

export const keysForgotten: Fault = {
  what: 'an accepted batch whose answers are all lost, and keys forgotten an hour early',
  async strike(stage) {
    const { house, issue, clock, until, letGo, note } = stage
    const { receiver, ledger } = house
    const silenced = async () => (await receiver.order({ order: 'silenced' })) as string[]
    const before = (await silenced()).length
    await receiver.order({ order: 'silence-next', batches: 1 })
    // Not to the next fault's point, which may be this one's: then nothing would be accepted at all.
    await letGo(1)
    try {
      await until('a batch to be accepted in silence', async () => (await silenced()).length > before)
    } finally {
      await receiver.order({ order: 'silence-next', batches: 0 })
    }
    const key = (await silenced()).at(-1)!
    const status = async () => {
      const [row] = await ledger.query<{ status: string }>(
        `select status from batch, installation where issue_number = $1 and installation.id || '-' || key = $2`,
        [issue, key],
      )
      return row?.status
    }
    await until('the batch to be in doubt', async () => (await status()) === 'unknown')
    await clock.moveOn(NIGHT_MS)
    await receiver.order({ order: 'forget-keys', olderThanMs: FORGOTTEN_AFTER_MS })
    await until('the batch to be parked', async () => (await status()) === 'parked')
    const { sent, unsent } = await settleParked(stage)
    note(`${sent} parked batches had been sent, ${unsent} had not`)
  },
}
