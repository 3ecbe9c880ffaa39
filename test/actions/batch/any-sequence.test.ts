import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { claimBatch } from '../../../db/queries/batch-claim.ts'
import { parkRestored } from '../../../db/queries/batch-parked.ts'
import { settleByWebhook } from '../../../db/queries/batch-settle.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { accountOf, accountsOf } from '../../../db/queries/ledger.ts'
import { resolveBatches } from '../../../src/actions/batch/resolve.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { sendBatches } from '../../../src/actions/batch/send-several.ts'
import { cancelIssue, cancelRest } from '../../../src/actions/issue/cancel.ts'
import { pauseIssue } from '../../../src/actions/issue/pause.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { resumeIssue } from '../../../src/actions/issue/resume.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import type { Context } from '../../../src/context.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { ModelReceiver, TREATMENTS, type Treatment } from '../../support/model-receiver.ts'
import { addReaders, forgetIssues, importSmallContent, scheduledIssue } from '../../support/sending.ts'

// Whatever happens, in whatever order: the columns add up, nobody is accepted twice, and once all is well
// again the account says exactly what the receiver has.

const READERS = 12
const BATCHES = 4
const BAD = [3, 8]
const address = (reader: number) => `reader${reader + 1}@lovelace.org`

let test_: TestContext
let readers: number[]

beforeAll(async () => {
  test_ = await createTestContext({ RESEND_REQUESTS_PER_SECOND: '1000' })
  await importSmallContent(test_.context)
  readers = await addReaders(test_.context, READERS)
})

type Step =
  | { kind: 'send'; batch: number; treatment: Treatment }
  | { kind: 'die'; batch: number; when: 'before-the-request' | 'after-the-request'; treatment: Treatment }
  | { kind: 'pass'; minutes: number }
  | { kind: 'leave' | 'suppress'; reader: number }
  | { kind: 'webhook'; proof: number }
  | { kind: 'pulse' | 'pause' | 'resume' | 'cancel' | 'restore' | 'resolve' }

const batch = fc.integer({ min: 1, max: 12 })
const treatment = fc.constantFrom(...TREATMENTS)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('send' as const), batch, treatment }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('die' as const),
      batch,
      when: fc.constantFrom('before-the-request' as const, 'after-the-request' as const),
      treatment,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(1, 30, 1390, 1700) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('leave' as const, 'suppress' as const),
      reader: fc.integer({ min: 0, max: READERS - 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('webhook' as const), proof: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'pulse' as const,
        'pulse' as const,
        'pause' as const,
        'resume' as const,
        'resolve' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'restore' as const) }) },
)

test('after any sequence of events the account adds up, is true, and nobody has two mails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = await newWorld()
      for (const step of steps) {
        await happen(world, step)
        await expectSound(world)
      }
      await makeAllWell(world)
      await expectSound(world)
      await expectTrue(world)
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 25) },
  )
}, 300_000)

interface World {
  readonly context: Context
  readonly receiver: ModelReceiver
  readonly issueNumber: number
}

/** An issue in mid-send: a dozen readers in four batches, two of them refused by the receiver. */
async function newWorld(): Promise<World> {
  const receiver = new ModelReceiver(BAD.map(address))
  const context = { ...test_.context, mailer: receiver.mailer(), countedBatches: new Map() }
  const { db } = context
  await forgetIssues(context)
  await db.deleteFrom('suppression').execute()
  await db.updateTable('subscriber').set({ status: 'confirmed', endedAt: null }).execute()
  const issueNumber = await scheduledIssue(context)
  await prepareIssue(context, issueNumber)
  await db
    .insertInto('batch')
    .values(Array.from({ length: BATCHES - 1 }, (_, index) => ({ issueNumber, number: index + 2 })))
    .execute()
  await sql`update delivery set batch_number = subscriber_id % ${BATCHES}::int + 1`.execute(db)
  await findWork(context)
  return { context, receiver, issueNumber }
}

async function happen(world: World, step: Step): Promise<void> {
  const { context, receiver, issueNumber } = world
  const { db } = context
  switch (step.kind) {
    case 'send':
      receiver.treatment = step.treatment
      await sendBatch(context, { issueNumber, batchNumber: step.batch })
      return
    case 'die':
      receiver.treatment = step.treatment
      return die(world, step)
    case 'pass':
      return pass(world, step.minutes)
    case 'leave':
      await db
        .updateTable('subscriber')
        .set({ status: 'ended', endedAt: new Date() })
        .where('id', '=', readers[step.reader]!)
        .execute()
      return
    case 'suppress': {
      const of = address(step.reader)
      await db
        .insertInto('suppression')
        .values({ address: of, addressKey: of, reason: 'complaint' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return
    }
    case 'webhook': {
      const proof = receiver.proofs[step.proof]
      if (proof) await settleByWebhook(db, [proof])
      return
    }
    case 'pulse':
      await findWork(context)
      return
    case 'pause':
      await pauseIssue(context, issueNumber)
      return
    case 'resume':
      await resumeIssue(context, issueNumber)
      return
    case 'cancel':
      await cancelIssue(context, issueNumber)
      return
    case 'restore':
      await db.transaction().execute(async (tx) => {
        await holdIssue(tx, issueNumber, 'restored')
        await parkRestored(tx)
      })
      return
    case 'resolve':
      return resolveByTruth(world)
  }
}

/** A worker that is killed: what it did stays done, what it was about to do never happens. */
async function die(
  { context, issueNumber }: World,
  { batch, when }: Extract<Step, { kind: 'die' }>,
): Promise<void> {
  if (when === 'before-the-request') {
    await claimBatch(context.db, { issueNumber, batchNumber: batch }, context.mailer.provider)
    return
  }
  const killed = new Error('killed')
  const db = context.db
  const mailer = {
    ...context.mailer,
    async postBatch(...request: Parameters<Context['mailer']['postBatch']>) {
      await context.mailer.postBatch(...request)
      throw killed
    },
  }
  await sendBatch({ ...context, db, mailer }, { issueNumber, batchNumber: batch }).catch((error) => {
    if (error !== killed) throw error
  })
}

async function pass({ receiver }: World, minutes: number): Promise<void> {
  await test_.database.pass(`${minutes} minutes`)
  receiver.pass(minutes * 60_000)
}

/** The editor looks at what the receiver has, and says so. */
async function resolveByTruth({ context, receiver, issueNumber }: World): Promise<void> {
  const parked = await context.db
    .selectFrom('batch')
    .innerJoin('delivery', (join) =>
      join
        .onRef('delivery.issueNumber', '=', 'batch.issueNumber')
        .onRef('delivery.batchNumber', '=', 'batch.number'),
    )
    .select(['batch.number', 'delivery.address'])
    .where('batch.status', '=', 'parked')
    .where('delivery.state', '=', 'unknown')
    .execute()
  for (const { number, address } of parked) {
    const as = receiver.has(address) ? 'sent' : 'unsent'
    await resolveBatches(context, issueNumber, { batchNumber: number, as })
  }
}

/** Resend is well, workers work, the editor sees to what is held and parked: within two days all is settled. */
async function makeAllWell(world: World): Promise<void> {
  const { context, receiver, issueNumber } = world
  receiver.treatment = 'accept'
  for (let round = 0; round < 60; round++) {
    await resumeIssue(context, issueNumber)
    const work = await findWork(context)
    for (const task of work) if (task.kind === 'send-batches') await sendBatches(context, task)
    await cancelRest(context, issueNumber)
    await resolveByTruth(world)
    const { account, status } = (await showIssue(context, issueNumber))!
    if (account.toSend + account.unknown === 0 && status !== 'sending') return
    await pass(world, round < 20 ? 1 : 120)
  }
  throw new Error(`never settled: ${JSON.stringify(await showIssue(context, issueNumber))}`)
}

async function expectSound({ context, receiver, issueNumber }: World): Promise<void> {
  const account = (await accountsOf(context.db, [issueNumber])).get(issueNumber)!
  // At once, as two pages are looked at.
  const count = () => accountOf(context.db, issueNumber, context.countedBatches)
  for (const counted of await Promise.all([count(), count()]))
    expect(counted, 'counting final batches once').toEqual(account)
  const { audience, excluded, accepted, rejected, unknown, toSend } = account
  expect(audience).toBe(READERS)
  expect(excluded + accepted + rejected + unknown + toSend).toBe(audience)
  for (const [to, count] of receiver.accepted) expect(count, `mails to ${to}`).toBe(1)
}

async function expectTrue({ context, receiver, issueNumber }: World): Promise<void> {
  const deliveries = await context.db
    .selectFrom('delivery')
    .select(['address', 'state'])
    .where('issueNumber', '=', issueNumber)
    .execute()
  for (const { address, state } of deliveries) {
    expect([address, state === 'accepted']).toEqual([address, receiver.has(address)])
  }
}
