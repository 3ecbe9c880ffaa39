import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../../db/embedded/free-port.ts'
import type { Bench } from '../bench.ts'
import type { Backend } from '../options.ts'
import { ADDRESS_SQL } from '../readers.ts'
import type { Running } from './processes.ts'

/** One installation of the program on a database of its own: content, readers, one issue as a draft. */
export interface Installation {
  readonly databaseUrl: string
  readonly client: pg.Client
  startWorker(env: NodeJS.ProcessEnv, nodeOptions?: readonly string[]): Promise<Running>
  startWeb(env: NodeJS.ProcessEnv): Promise<Running & { readonly port: number }>
  /** Plans the issue for a moment some whole seconds from now. */
  schedule(secondsAhead: number): Promise<Date>
  close(): Promise<void>
}

/** Of the sample's comparisons the one whose mail is the smallest: 35 KB, and the goals are stated for 31. */
export const COMPARISON = 'tallowgrid-vs-pagewinnow'
export const ISSUE = 1
export const WEBHOOK_SECRET = `whsec_${Buffer.from('the secret of the benchmark').toString('base64')}`

let made = 0

export async function openInstallation(
  { house, program, programRoot }: Bench,
  { backend, readers }: { backend: Backend; readers: number },
): Promise<Installation> {
  const name = `bench_${++made}`
  const databaseUrl = await house.createDatabase(name)
  const env = {
    ...settings(databaseUrl),
    ...(backend === 'redis' ? { REDIS_URL: house.redis!.url } : {}),
  }
  await program.verdicts(['import', join(programRoot, 'sample', 'content.json')], env)
  await program.verdicts(
    ['issue', 'new', '--subject', 'Benchmark', '--intro', 'One verdict.', '--comparisons', COMPARISON],
    env,
  )
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  await addReaders(client, readers)
  const running: Running[] = []
  return {
    databaseUrl,
    client,
    async startWorker(more, nodeOptions) {
      const worker = await program.start('worker', { ...env, ...more }, nodeOptions)
      running.push(worker)
      return worker
    },
    async startWeb(more) {
      const port = await freePort()
      const site = `http://localhost:${port}`
      const web = await program.start('web', { ...env, SITE_URL: site, PORT: String(port), ...more })
      running.push(web)
      return { ...web, port }
    },
    async schedule(secondsAhead) {
      const due = new Date(Math.ceil(Date.now() / 1000 + secondsAhead) * 1000)
      const at = due.toISOString().slice(0, 19)
      await program.verdicts(['issue', 'schedule', String(ISSUE), '--at', at, '--time-zone', 'UTC'], env)
      return due
    },
    async close() {
      await Promise.all(running.map((process) => process.stop()))
      await client.end()
      await house.dropDatabase(name)
    },
  }
}

/** All that production asks for, so that nothing is made up. */
function settings(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: databaseUrl,
    RESEND_API_KEY: 're_bench',
    // Nobody listens there: whoever is to send is told where the sink is.
    RESEND_BASE_URL: 'http://127.0.0.1:9',
    RESEND_REQUESTS_PER_SECOND: '1000',
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SECRET_KEY: 'a secret key that is used in benchmarks only',
    SITE_URL: 'https://verdicts.bench',
    MAIL_FROM: 'Weekly Verdicts <news@verdicts.bench>',
    POSTAL_ADDRESS: 'Bench Press, 1 Trial Road, 12345 Testington',
  }
}

/** The statistics and the clean pages that an audience has that was not inserted a moment ago. */
async function addReaders(client: pg.Client, readers: number): Promise<void> {
  await client.query(
    `insert into subscriber (address, address_key, status, confirmed_at)
     select address, address, 'confirmed', now()
     from (select ${ADDRESS_SQL} as address from generate_series(1, $1::int) n order by n) as reader`,
    [readers],
  )
  await client.query('vacuum (analyze) subscriber')
  await client.query('checkpoint')
}
