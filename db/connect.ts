import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './preparing-client.ts'
import type { Database } from './schema.ts'

/** The whole database, or a transaction on it: what every query function takes. */
export type Db = Kysely<Database> | Transaction<Database>

export interface ConnectOptions {
  readonly url: string
  /** The most connections this process holds. */
  readonly max?: number
  /** Told of connections that broke while idle; they are replaced on the next use. */
  readonly onIdleError?: (error: Error) => void
}

const INT8 = 20
const DATE = 1082
// A day is no moment: as a Date it would be another one elsewhere.
const PARSERS = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [DATE, String],
])
const CONNECT_TIMEOUT_MS = 10_000

/** Opens a pool. Names are camelCase here and snake_case in SQL; `bigint` columns are numbers, `date` ones text. */
export function connect({ url, max = 10, onIdleError }: ConnectOptions): Kysely<Database> {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  pool.on('error', (error) => onIdleError?.(error))
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}
