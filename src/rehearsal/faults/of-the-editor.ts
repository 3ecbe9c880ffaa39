import { setTimeout as sleep } from 'node:timers/promises'
import { RehearsalFailure } from '../failure.ts'
import type { Fault } from './fault.ts'

/** Longer than a request takes that was under way when the pause was said. */
const SETTLE_MS = 2_000

export const pause: Fault = {
  what: 'the issue paused and resumed',
  async strike({ house, issue, until, note }) {
    const { editor, ledger, receiver } = house
    await editor.run('issue', 'pause', String(issue))
    await receiver.holdAt(null)
    await until('the requests under way to end', async () => (await receiver.count()).underWay === 0)
    await sleep(SETTLE_MS)
    const before = (await receiver.count()).keys
    await sleep(SETTLE_MS)
    const started = (await receiver.count()).keys - before
    if (started > 0) {
      throw new RehearsalFailure(`${started} batches were begun while the issue was paused.`)
    }
    const { status } = await ledger.standing(issue)
    await editor.run('issue', 'resume', String(issue))
    note(`was ${status} for ${SETTLE_MS / 1000} s`)
  },
}

export const cancel: Fault = {
  what: 'a second issue, cancelled in mid-send',
  async strike({ house, issue }) {
    await house.editor.run('issue', 'cancel', String(issue))
  },
}
