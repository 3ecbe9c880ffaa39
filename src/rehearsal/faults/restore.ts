import { endDoubts, settleParked } from '../settle-parked.ts'
import type { Stage } from '../stage.ts'
import type { Fault } from './fault.ts'

const DATABASE = 'verdicts'
const FEWEST_BATCHES = 2
const MOST_BATCHES = 12

export const restore: Fault = {
  what: 'the database put back as it was some batches ago',
  async strike(stage) {
    const { house, dice, marks, clock, issue, note, until } = stage
    await house.snapshots.take(DATABASE)
    await stage.letGo(dice.between(FEWEST_BATCHES, MOST_BATCHES))
    await stage.untilItHolds()
    await stopBetweenSplits(stage)
    marks.mayBeHeld = true
    marks.restored = true
    await house.editor.leave()
    await house.snapshots.restore(DATABASE)
    await clock.reassert()
    await house.editor.run('restored')
    for (const one of [house.web, ...house.workers]) one.up()
    await until('every batch without a known outcome to be parked', async () => {
      const { batches } = await house.ledger.standing(issue)
      return !batches.prepared && !batches.submitting && !batches.unknown
    })
    const { sent, unsent } = await settleParked(stage)
    const { status } = await house.ledger.standing(issue)
    if (status === 'held') await house.editor.run('issue', 'resume', String(issue))
    marks.mayBeHeld = false
    note(`${sent} parked batches had been sent, ${unsent} had not`)
  },
}

/**
 * Stops everything at a moment when no refused batch is half sent: the copy knows the batch as one, and
 * "sent" or "unsent" would both be wrong of it. docs/REHEARSAL.md says what an operator does then.
 */
async function stopBetweenSplits(stage: Stage): Promise<void> {
  const { house, until } = stage
  for (;;) {
    await until('no batch to be half sent', async () => {
      if (!(await isHalfSent(stage))) return true
      await house.receiver.holdAt(null)
      await endDoubts(stage)
      await settleParked(stage)
      return false
    })
    const everything = [house.web, ...house.workers]
    await Promise.all(everything.map((one) => one.holdDown()))
    await house.receiver.untilIdle()
    if (!(await isHalfSent(stage))) return
    for (const one of everything) one.up()
  }
}

async function isHalfSent({ house, issue }: Stage): Promise<boolean> {
  const halves = await house.ledger.query(
    `select from batch where issue_number = $1 and split_from is not null
       and status in ('prepared', 'submitting', 'unknown', 'parked')`,
    [issue],
  )
  return halves.length > 0
}
