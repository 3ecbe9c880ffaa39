import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rehearseCancelling } from './cancelling.ts'
import type { Excuse } from './excuses.ts'
import { RehearsalFailure } from './failure.ts'
import { DEALT_FAULTS, type FaultName, REFUSALS } from './faults/table.ts'
import { EditorRefused } from './house/editor.ts'
import { fillWithReaders } from './house/fill.ts'
import { buildHouse, type House } from './house/house.ts'
import { judgeHouse } from './judge/judge-house.ts'
import { type Tally, tallyOf } from './judge/tally.ts'
import { perform, type StruckFault } from './perform.ts'
import { planFaults } from './plan.ts'
import { PLANTS, type Plant } from './plants.ts'
import type { Progress } from './progress.ts'
import { diceOf, seedFor } from './random.ts'
import { isRefused } from './readers.ts'
import type { Findings } from './report.ts'
import { scheduleIssueNow, stockContent } from './schedule.ts'
import type { Marks } from './stage.ts'

export interface RehearsalOptions {
  readonly readers: number
  readonly faults: readonly FaultName[]
  /** How many faults strike at points of the send. */
  readonly count: number
  readonly seed: number
  readonly plant: Plant | undefined
  /** Where the queue is; on PostgreSQL unless given. Everything in it is deleted. */
  readonly redisUrl: string | undefined
  readonly signal: AbortSignal
}

const BATCH_SIZE = 100
const WEBHOOK_LOOK_MS = 500
const WEBHOOK_PATIENCE_MS = 60_000

/**
 * Rehearses a whole send, with everything that breaks, and finds out whether each reader got one mail. All
 * that it made is removed, but for the logs of a rehearsal that failed.
 */
export async function rehearse(options: RehearsalOptions, progress: Progress): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-rehearsal-'))
  let house: House | undefined
  let passed = false
  try {
    progress.step('Building the house: PostgreSQL, the receiver')
    house = await buildHouse({ folder, seed: options.seed, redisUrl: options.redisUrl })
    const findings = await rehearseIn(house, options, progress)
    passed = findings.problems.length === 0
    return findings
  } finally {
    progress.done()
    await house?.close()
    const stopped = options.signal.aborted
    rmSync(passed || stopped ? folder : join(folder, 'server'), { recursive: true, force: true })
    if (!passed && !stopped) progress.step(`The logs of all its processes are in ${folder}`)
  }
}

async function rehearseIn(house: House, options: RehearsalOptions, progress: Progress): Promise<Findings> {
  const started = performance.now()
  const { seed, signal } = options
  const struck: StruckFault[] = []
  const standing: string[] = []
  const excuses = new Map<number, Excuse>()
  const marks: Marks = { restored: false, mayBeHeld: false }
  const lately = () => {
    const last = struck.at(-1)
    return last ? `fault "${last.name}" at batch ${last.point} (${last.note})` : 'no fault'
  }
  const tally = tallyOf(house.logFile, lately)
  let readers: Map<number, string> = new Map()
  let longestStandstillMs = 0
  let issue = 0
  const problems = await problemsOf(async () => {
    const refusals = options.faults.includes('refusals')
    const dice = diceOf(seedFor(seed, 'readers'))
    await stockContent(house)
    readers = await fillWithReaders(house.ledger, { readers: options.readers, refusals, dice })
    for (const [id, address] of readers) if (isRefused(address)) excuses.set(id, 'refused by the receiver')
    const plan = planFaults({
      names: DEALT_FAULTS.filter((name) => options.faults.includes(name)),
      count: options.count,
      batches: Math.ceil(options.readers / BATCH_SIZE),
      seed,
      plant: options.plant,
    })
    await house.receiver.holdAt(plan[0]?.point ?? null)
    await house.open()
    issue = await scheduleIssueNow(house)
    progress.step(
      `Sending issue ${issue} to ${options.readers.toLocaleString('en')} readers, ${plan.length} faults`,
    )
    const performed = await perform({
      house,
      issue,
      audience: options.readers,
      tally,
      readers,
      excuses,
      marks,
      plan,
      signal,
      onLook: (look) => progress.look(look, tally.count(issue)),
      onStill: (open) => progress.still(open),
      onFault(fault) {
        struck.push(fault)
        const came = fault.struck ? fault.note : 'came too late'
        progress.step(
          `${struck.length} of ${plan.length}: ${fault.name} at batch ${fault.point}: ${came || 'done'}`,
        )
      },
    })
    longestStandstillMs = performed.longestStandstillMs
    if (refusals) {
      const refused = [...excuses.values()].filter((excuse) => excuse.includes('refused')).length
      standing.push(`refusals: ${REFUSALS}; ${refused} readers`)
    }
    const judge = () =>
      judgeHouse({ house, tally, issue, readers, excuses, restored: marks.restored, cancelled: false })
    const found = await judge()
    if (found.length > 0) throw new RehearsalFailure('The issue was sent, and not to everybody once.', found)
    if (options.faults.includes('cancel')) {
      progress.step('Cancelling a second issue in mid-send')
      standing.push(
        await rehearseCancelling({ house, tally, readers, excuses, marks, signal, seed, progress }),
      )
    }
    await seeWebhooksThrough(house, { signal, progress })
    const after = await judge()
    if (after.length > 0) throw new RehearsalFailure('Webhooks spoiled the account.', after)
  })
  return {
    readers: options.readers,
    seed,
    queue: options.redisUrl ? 'Redis' : 'PostgreSQL',
    plant: options.plant && PLANTS[options.plant].what,
    struck,
    standing,
    account: issue ? await house.ledger.standing(issue) : undefined,
    counts: await house.receiver.count(),
    mailsPerReader: mailsPerReader(tally, issue, readers),
    excused: excusedOf(tally, issue, excuses),
    longestStandstillMs,
    seconds: (performance.now() - started) / 1000,
    problems,
  }
}

/** Every webhook is acknowledged in the end, those that come very late too. */
async function seeWebhooksThrough(
  { receiver }: House,
  { signal, progress }: Pick<RehearsalOptions, 'signal'> & { progress: Progress },
): Promise<void> {
  progress.step('Waiting for the last webhooks')
  let left = Number.POSITIVE_INFINITY
  let fewerAt = Date.now()
  while (left > 0) {
    signal.throwIfAborted()
    await receiver.order({ order: 'flush-webhooks' })
    await sleep(WEBHOOK_LOOK_MS)
    const { waiting, withheld } = (await receiver.count()).webhooks
    if (waiting + withheld < left) fewerAt = Date.now()
    left = waiting + withheld
    if (Date.now() - fewerAt > WEBHOOK_PATIENCE_MS) {
      throw new RehearsalFailure(`${left} webhooks are not acknowledged.`)
    }
  }
}

async function problemsOf(work: () => Promise<void>): Promise<string[]> {
  try {
    await work()
    return []
  } catch (error) {
    if (error instanceof EditorRefused) return [error.message]
    if (!(error instanceof RehearsalFailure)) throw error
    return [error.message, ...error.findings]
  }
}

function mailsPerReader(
  tally: Tally,
  issue: number,
  readers: ReadonlyMap<number, string>,
): Map<number, number> {
  const mails = new Map<number, number>()
  for (const id of readers.keys()) {
    const count = tally.mailsOf(issue, id)
    mails.set(count, (mails.get(count) ?? 0) + 1)
  }
  return mails
}

function excusedOf(tally: Tally, issue: number, excuses: ReadonlyMap<number, Excuse>): Map<string, number> {
  const causes = new Map<string, number>()
  for (const [id, cause] of excuses) {
    if (!tally.find(issue, id)) causes.set(cause, (causes.get(cause) ?? 0) + 1)
  }
  return causes
}
