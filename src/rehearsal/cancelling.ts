import type { Excuse } from './excuses.ts'
import { RehearsalFailure } from './failure.ts'
import { type JudgedHouse, judgeHouse } from './judge/judge-house.ts'
import { perform } from './perform.ts'
import type { Progress } from './progress.ts'
import { diceOf, seedFor } from './random.ts'
import { kindOf } from './readers.ts'
import { scheduleIssueNow } from './schedule.ts'
import type { Marks } from './stage.ts'

export interface Cancelling extends Omit<JudgedHouse, 'issue' | 'restored' | 'cancelled'> {
  readonly marks: Marks
  readonly seed: number
  readonly signal: AbortSignal
  readonly progress: Progress
}

const BATCH_SIZE = 100

/** Sends a second issue to the same readers and cancels it in mid-send. @returns what came of it. */
export async function rehearseCancelling(cancelling: Cancelling): Promise<string> {
  const { house, tally, readers, marks, seed, signal, progress } = cancelling
  const excuses = withBounced(readers, cancelling.excuses)
  const { batches } = await house.receiver.count()
  const name = 'cancel'
  const after = diceOf(seedFor(seed, name)).between(1, Math.max(1, Math.floor(readers.size / BATCH_SIZE / 2)))
  await house.receiver.holdAt(batches + after)
  const issue = await scheduleIssueNow(house)
  await perform({
    house,
    issue,
    audience: undefined,
    tally,
    readers,
    excuses,
    marks,
    plan: [{ name, point: batches + after, seed: seedFor(seed, name) }],
    signal,
    onLook: (standing) => progress.look(standing, tally.count(issue)),
    onStill: (open) => progress.still(open),
    onFault: () => undefined,
  })
  const { restored } = marks
  const problems = await judgeHouse({ house, tally, issue, readers, excuses, restored, cancelled: true })
  if (problems.length > 0) throw new RehearsalFailure('The cancelled issue does not add up.', problems)
  const { deliveries, status } = await house.ledger.standing(issue)
  return `cancel: issue ${issue} is ${status}; ${JSON.stringify(deliveries)}, all in agreement with the receiver`
}

/** Whoever bounced or complained after the first issue is suppressed by the second. */
function withBounced(
  readers: ReadonlyMap<number, string>,
  excuses: ReadonlyMap<number, Excuse>,
): Map<number, Excuse> {
  const all = new Map(excuses)
  for (const [id, address] of readers) {
    const kind = kindOf(address)
    if (kind === 'bounced' || kind === 'complained') all.set(id, kind)
  }
  return all
}
