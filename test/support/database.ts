import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { connect } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'

export interface TestDatabase {
  readonly db: Kysely<Database>
  readonly url: string
  /** Moves the time on, for SQL and so for everything that takes its time from there. */
  pass(interval: string): Promise<void>
}

/** A migrated database of the test file's own (or an `empty` one), dropped after its tests. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await maintain(server, `create database ${name} template ${empty ? 'template1' : 'template'}`)
  const url = server.replace(/\/postgres$/, `/${name}`)
  const db = connect({ url, onIdleError: () => undefined })
  afterAll(async () => {
    await db.destroy()
    await maintain(server, `drop database ${name} with (force)`)
  })
  return {
    db,
    url,
    pass: async (interval) => {
      await sql`update clock set shift = shift + ${interval}::interval`.execute(db)
    },
  }
}

/** Runs a statement outside of any test's database. */
export async function maintain(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
