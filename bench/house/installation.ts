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
  /** Makes somebody an owner at the desk. @returns what tells the newest code that was mailed to them. */
  invite(address: string): Promise<() => Promise<string>>
  /** Takes it back to draft, and forgets what was prepared. */
  unschedule(): Promise<void>
  close(): Promise<void>
}

/** Of the sample's comparisons the one whose mail is the smallest: 35 KB, and the goals are stated for 31. */
export const COMPARISON = 'tallowgrid-vs-pagewinnow'
export const ISSUE = 1
export const WEBHOOK_SECRET = `whsec_${Buffer.from('the secret of the benchmark').toString('base64')}`

let made = 0

export async function openInstallation(
  { house, program, programRoot }: Bench,
  { backend, readers, editions = 1 }: { backend: Backend; readers: number; editions?: number },
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
  if (editions > 1) await addSelections(client, editions)
  await addReaders(client, readers, editions)
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
      await program.verdicts(['issue', 'approve', String(ISSUE)], env)
      await program.verdicts(['issue', 'schedule', String(ISSUE), '--at', at, '--time-zone', 'UTC'], env)
      return due
    },
    async unschedule() {
      await program.verdicts(['issue', 'unschedule', String(ISSUE)], env)
    },
    async invite(address) {
      await program.verdicts(['editors', 'invite', address, '--role', 'owner'], env)
      return async () => {
        const { rows } = await client.query<{ subject: string }>(
          `select mail ->> 'subject' as subject from outbox
           where kind = 'sign-in-code' and address_key = $1 order by id desc limit 1`,
          [address],
        )
        return /\d{6}/.exec(rows[0]?.subject ?? '')?.[0] ?? ''
      }
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
    // Counted as anywhere, and never reached.
    SIGN_UPS_PER_NETWORK: '1000000000',
    SIGN_UPS_IN_TOTAL: '1000000000',
  }
}

/** A category for each of five comparisons, selections of some of them, and one of all as plain text. */
async function addSelections(client: pg.Client, count: number): Promise<void> {
  await client.query(`
    with added as (
      insert into category (slug) select 'bench-' || n from generate_series(1, 5) as n returning id, slug
    ), named as (
      insert into category_version (category_id, version, name) select id, 1, slug from added
    ), chosen as (
      select comparison.id, left_tool_id as tool_id, row_number() over (order by comparison.id) as place
      from current_comparison as comparison where slug <> 'citewren-vs-queriole' order by comparison.id limit 5
    ), moved as (
      insert into tool_version (tool_id, version, name, tagline, description, category_id, entry_price, pricing_note)
      select tool.id, version + 1, name, tagline, description, added.id, entry_price, pricing_note
      from chosen
      join current_tool as tool on tool.id = chosen.tool_id
      join added on added.slug = 'bench-' || chosen.place
    )
    insert into issue_comparison (issue_number, position, comparison_id)
    select 1, 1 + place, id from chosen
    on conflict do nothing`)
  await client.query(
    `insert into selection (categories, frequency, format)
     select case when n > 0 then array(
       select id from category where slug like 'bench-%' and (n >> (right(slug, 1)::int - 1)) & 1 = 1 order by id
     ) end, 'weekly', case when n > 0 then 'html' else 'text' end
     from generate_series(0, $1::int - 2) as n`,
    [count],
  )
}

/** The statistics and the clean pages that an audience has that was not inserted a moment ago. */
async function addReaders(client: pg.Client, readers: number, selections: number): Promise<void> {
  await client.query(
    `insert into subscriber (address, address_key, status, confirmed_at, selection_id)
     select address, address, 'confirmed', now(), n % $2::int + 1
     from (select n, ${ADDRESS_SQL} as address from generate_series(1, $1::int) n order by n) as reader`,
    [readers, selections],
  )
  await client.query('vacuum (analyze) subscriber')
  await client.query('checkpoint')
}
