import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** The rehearsal's own eyes on the database: SQL of its own, so that a mistake of the house is not shared. */
export interface Ledger {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
  standing(issue: number): Promise<Standing>
  /** Every row of the ledger, one an audience's reader. */
  deliveries(issue: number): Promise<LedgerRow[]>
  /** What is known of the batches that are not settled, a line each. */
  openBatches(issue: number): Promise<string[]>
  close(): Promise<void>
}

/** Where an issue stands, from one query. */
export interface Standing {
  readonly status: string
  readonly heldBecause: string | null
  readonly deliveries: Readonly<Partial<Record<DeliveryState, number>>>
  readonly batches: Readonly<Record<string, number>>
}

type DeliveryState = 'excluded' | 'to-send' | 'accepted' | 'rejected' | 'unknown'

export interface LedgerRow {
  readonly subscriber: number
  readonly state: DeliveryState
  readonly exclusion: string | null
}

const TRY_FOR_MS = 60_000

export function openLedger(url: string): Ledger {
  const pool = new pg.Pool({ connectionString: url, max: 3, connectionTimeoutMillis: 10_000 })
  pool.on('error', () => undefined)
  return {
    query,
    async standing(issue) {
      const [row] = await query<Standing>(STANDING, [issue])
      return row!
    },
    deliveries: (issue) =>
      query<LedgerRow>(
        `select subscriber_id::float8 as subscriber, state, exclusion from delivery
         where issue_number = $1 order by subscriber_id`,
        [issue],
      ),
    async openBatches(issue) {
      const rows = await query<Record<string, string>>(OPEN_BATCHES, [issue])
      return rows.map((row) =>
        Object.entries(row)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
      )
    },
    close: () => pool.end(),
  }

  /** The server may be away, because we stopped it: whatever fails for that is tried again. */
  async function query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const deadline = Date.now() + TRY_FOR_MS
    for (;;) {
      try {
        return (await pool.query(text, [...values])).rows as Row[]
      } catch (error) {
        if (!isOutage(error) || Date.now() > deadline) throw error
        await sleep(100)
      }
    }
  }
}

/** Errors of a server that stops, starts, or closes a database to us (classes 08 and 57, 55000), and of sockets. */
function isOutage(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === undefined || /^(08|57|3D000|55000|E[A-Z]+)/.test(code)
}

const STANDING = `
  select status, held_because as "heldBecause",
    coalesce((select json_object_agg(state, count) from
      (select state, count(*) from delivery where issue_number = $1 group by state) d), '{}') as deliveries,
    coalesce((select json_object_agg(status, count) from
      (select status, count(*) from batch where issue_number = $1 group by status) b), '{}') as batches
  from issue where number = $1`

const OPEN_BATCHES = `
  select number as batch, status, attempts, split_from as "half of",
    round(extract(epoch from lease_until - clock_now())) as "lease for seconds",
    round(extract(epoch from not_before - clock_now())) as "waits for seconds",
    round(extract(epoch from clock_now() - pinned_at)) as "pinned for seconds", last_error as because
  from batch
  where issue_number = $1 and status in ('prepared', 'submitting', 'unknown', 'parked')
  order by number limit 20`
