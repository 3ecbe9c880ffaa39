import { Redis } from 'ioredis'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createJobBackend, type JobBackend } from '../../jobs/backend.ts'
import { LANES } from '../../jobs/lanes.ts'
import { openQueues, type Queues } from '../../jobs/queues.ts'
import { startWorker } from '../../jobs/worker.ts'
import { createIssue } from '../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../src/actions/issue/schedule.ts'
import { showIssue } from '../../src/actions/issue/show.ts'
import { setRhythm } from '../../src/actions/rhythm/set.ts'
import { createRequestTaker } from '../../src/actions/subscriber/request.ts'
import { findWork } from '../../src/actions/work/find.ts'
import {
  addReaders,
  createSendingContext,
  importSmallContent,
  type SendingContext,
} from '../support/sending.ts'

const redisUrl = inject('redisUrl')

describe('on PostgreSQL', () => worksOn(() => undefined))
describe.skipIf(!redisUrl)('on Redis', () => worksOn(() => redisUrl))

function worksOn(redis: () => string | undefined): void {
  let sending: SendingContext
  let backend: JobBackend
  let queues: Queues
  let installation: string

  beforeAll(async () => {
    // Slow enough for a send to have a middle.
    sending = await createSendingContext({ RESEND_REQUESTS_PER_SECOND: '2' })
    const { id } = await sending.context.db.selectFrom('installation').select('id').executeTakeFirstOrThrow()
    installation = id
    backend = createJobBackend({ databaseUrl: sending.database.url, redisUrl: redis(), installation })
    await backend.migrate()
    queues = openQueues(backend, () => undefined)
    await importSmallContent(sending.context)
    await addReaders(sending.context, 250)
    afterAll(() => queues.close())
  })

  async function sendIssue(): Promise<number> {
    const issue = { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] }
    const created = await createIssue(sending.context, issue)
    if (created.outcome !== 'created') throw new Error(created.problem)
    await scheduleIssue(sending.context, created.number, 'now')
    return created.number
  }

  async function untilSent(number: number): Promise<void> {
    await expect
      .poll(() => showIssue(sending.context, number).then((issue) => issue?.status), { timeout: 15_000 })
      .toBe('sent')
  }

  async function expectEachExactlyOnce(before: number): Promise<void> {
    const mails = (await sending.mails()).slice(before)
    expect(mails).toHaveLength(250)
    expect(new Set(mails.map((mail) => mail.to[0])).size).toBe(250)
  }

  test('a scheduled issue goes out by itself, to each reader once', async () => {
    const number = await sendIssue()
    const worker = startWorker(sending.context, backend, queues)
    await untilSent(number)
    await worker.close()
    await expectEachExactlyOnce(0)
  })

  test('two workers, and every job queued twice, send each mail once', async () => {
    const before = (await sending.mails()).length
    const number = await sendIssue()
    const workers = [1, 2].map(() => startWorker(sending.context, backend, queues))
    for (const batchNumber of [1, 2, 3, 1, 2, 3]) {
      await queues.enqueue([
        { kind: 'send-batches', issueNumber: number, run: batchNumber, batchNumbers: [batchNumber] },
      ])
    }
    await untilSent(number)
    await Promise.all(workers.map((worker) => worker.close()))
    await expectEachExactlyOnce(before)
  })

  test('a queue that loses everything in the middle of a send heals by itself', async () => {
    const before = (await sending.mails()).length
    const worker = startWorker(sending.context, backend, queues, { assertEveryMs: 1_000 })
    const number = await sendIssue()
    const account = () => showIssue(sending.context, number).then((issue) => issue!.account)
    await expect.poll(async () => (await account()).accepted, { timeout: 15_000 }).toBeGreaterThan(0)
    expect((await account()).toSend).toBeGreaterThan(0)
    await flush()
    await untilSent(number)
    await worker.close()
    await expectEachExactlyOnce(before)
  })

  test('a pulse that a wrong clock planned for much later beats again', { timeout: 60_000 }, async () => {
    const { db } = sending.context
    const lane = backend.queue('pulse')
    await lane.removeJobScheduler('pulse')
    const hourAhead = { every: 2_000, startDate: Date.now() + 3_600_000 }
    await lane.upsertJobScheduler('pulse', hourAhead, { name: 'pulse', data: {} })
    await sending.database.pass('1 minute')
    const worker = startWorker(sending.context, backend, queues)
    const beats = new Set<number>()
    const countBeats = async () => {
      const { beatAt } = await db.selectFrom('pulse').select('beatAt').executeTakeFirstOrThrow()
      return beats.add(beatAt.getTime()).size
    }
    try {
      await expect.poll(countBeats, { timeout: 45_000 }).toBeGreaterThan(3)
    } finally {
      await worker.close()
      await lane.close()
    }
  })

  test('the rhythm is kept by a scheduler of the queue, and opens each draft once though it is lost', async () => {
    const lane = backend.queue('issues')
    const kept = async () => (await lane.getJobScheduler('rhythm'))?.pattern
    const drafts = async () =>
      (
        await sending.context.db
          .selectFrom('issue')
          .select('number')
          .where('plannedFor', 'is not', null)
          .execute()
      ).length
    const tuesdays = { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false }
    await setRhythm(sending.context, tuesdays)
    const workers = [1, 2, 3].map(() =>
      startWorker(sending.context, backend, queues, { assertEveryMs: 1_000 }),
    )
    try {
      await expect.poll(kept, { timeout: 10_000 }).toBe('0 9 * * 2')
      // Of several workers, one may be in the way.
      await expect.poll(() => flush().then(() => 'flushed', String)).toBe('flushed')
      await sending.database.pass('7 days')
      await expect.poll(kept, { timeout: 10_000 }).toBe('0 9 * * 2')
      await expect.poll(drafts, { timeout: 15_000 }).toBe(1)
      await setRhythm(sending.context, { ...tuesdays, paused: true })
      await expect.poll(kept, { timeout: 10_000 }).toBeUndefined()
    } finally {
      await Promise.all(workers.map((worker) => worker.close()))
      await lane.close()
    }
  }, 60_000)

  async function flush(): Promise<void> {
    if (redis()) {
      const client = new Redis(redis()!)
      const keys = await client.keys(`verdicts-${installation}*`)
      if (keys.length > 0) await client.del(...keys)
      client.disconnect()
    } else {
      const client = new pg.Client({ connectionString: sending.database.url })
      await client.connect()
      const { rows } = await client.query(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`,
      )
      try {
        await client.query(`truncate ${rows.map((row) => row.name).join(', ')}`)
      } finally {
        await client.end()
      }
    }
  }

  test('what is queued carries ids and no address', async () => {
    await flush()
    await sendIssue()
    const requested = await createRequestTaker(sending.context)({ address: 'new@lovelace.org', page: '/' })
    if (requested.outcome !== 'mailed') throw new Error(requested.problem)
    await queues.enqueue(requested.work)
    await queues.enqueue(await findWork(sending.context))
    const lanes = Object.keys(LANES).map((lane) => backend.queue(lane))
    const jobs = (await Promise.all(lanes.map((lane) => lane.getJobs(['waiting', 'delayed'])))).flat()
    await Promise.all(lanes.map((lane) => lane.close()))
    expect(jobs.map((job) => job.name).sort()).toEqual(['prepare-issue', 'send-mails', 'send-mails'])
    expect(JSON.stringify(jobs.map(({ id, data, opts }) => ({ id, data, opts })))).not.toContain('@')
  })
}
