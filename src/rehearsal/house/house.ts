import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../../db/connect.ts'
import { freePort } from '../../../db/embedded/free-port.ts'
import { migrate } from '../../../db/migrate.ts'
import { forkReceiver, type ReceiverProcess } from '../receiver/fork.ts'
import { createEditor, type Editor } from './editor.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type RehearsalPostgres, startPostgres } from './postgres.ts'
import { environmentOf, siteUrl, webhookSecret } from './settings.ts'
import { type Snapshots, snapshotsOn } from './snapshot.ts'
import { type Supervised, supervise } from './supervise.ts'

/** The platform as it runs on a server, on a throwaway database, with the receiver where Resend would be. */
export interface House {
  readonly folder: string
  readonly siteUrl: string
  readonly logFile: string
  readonly redisUrl: string | undefined
  readonly postgres: RehearsalPostgres
  readonly ledger: Ledger
  readonly editor: Editor
  readonly receiver: ReceiverProcess
  readonly snapshots: Snapshots
  readonly web: Supervised
  readonly workers: readonly Supervised[]
  /** Starts web and workers. */
  open(): Promise<void>
  close(): Promise<void>
}

export interface HouseOptions {
  /** A folder of the rehearsal's own, which is removed with all that is in it. */
  readonly folder: string
  readonly seed: number
  readonly redisUrl: string | undefined
}

const DATABASE = 'verdicts'
const WORKERS = 2
const REQUESTS_PER_SECOND = 200
const START_LIMIT_MS = 60_000

/** Builds the house, everything but web and workers; they are started once there is something to send. */
export async function buildHouse({ folder, seed, redisUrl }: HouseOptions): Promise<House> {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer().catch(() => undefined)
  }
  try {
    const postgres = await startPostgres(join(folder, 'server'))
    closers.push(postgres.stop)
    await makeDatabase(postgres)
    const port = await freePort()
    const secret = webhookSecret()
    const logFile = join(folder, 'accepted.log')
    const receiver = await forkReceiver({
      logFile,
      seed,
      requestsPerSecond: REQUESTS_PER_SECOND,
      webhookUrl: `${siteUrl(port).replace('localhost', '127.0.0.1')}/webhooks/resend`,
      webhookSecret: secret,
    })
    closers.push(receiver.stop)
    const work = join(folder, 'work')
    mkdirSync(work)
    const env = environmentOf({
      databaseUrl: postgres.url(DATABASE),
      redisUrl,
      receiverUrl: receiver.url,
      webhookSecret: secret,
      requestsPerSecond: REQUESTS_PER_SECOND,
      port,
      folder: work,
    })
    const editor = createEditor({ env, folder: work, logFile: join(folder, 'editor.log') })
    closers.push(editor.leave)
    const ledger = openLedger(postgres.url(DATABASE))
    closers.push(ledger.close)
    const processes: { web?: Supervised; workers: Supervised[] } = { workers: [] }
    closers.push(async () => {
      await Promise.all(
        [...(processes.web ? [processes.web] : []), ...processes.workers].map((p) => p.stop()),
      )
    })
    const start = (name: string, role: string) =>
      supervise({ name, role, env, folder: work, logFile: join(folder, `${name}.log`) })
    return {
      folder,
      siteUrl: siteUrl(port),
      logFile,
      redisUrl,
      postgres,
      ledger,
      editor,
      receiver,
      snapshots: snapshotsOn(postgres.url('postgres')),
      get web() {
        return processes.web!
      },
      workers: processes.workers,
      async open() {
        processes.web = start('web', 'web')
        await untilReady(`http://127.0.0.1:${port}/healthz`)
        for (let worker = 1; worker <= WORKERS; worker++) {
          processes.workers.push(start(`worker-${worker}`, 'worker'))
        }
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function makeDatabase(postgres: RehearsalPostgres): Promise<void> {
  const server = openLedger(postgres.url('postgres'))
  await server.query(`create database ${DATABASE}`)
  await server.close()
  const db = connect({ url: postgres.url(DATABASE) })
  await migrate(db)
  await db.destroy()
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS
  for (;;) {
    const answers = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (answers) return
    if (Date.now() > deadline) throw new Error(`${url} does not answer; web.log says why.`)
    await sleep(200)
  }
}
