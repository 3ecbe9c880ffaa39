import type pg from 'pg'

/** Runs the work in one transaction: all of it is stored, or nothing. */
export async function transact<Result>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // Closing the connection rolls back, even when it is the connection that failed.
    client.release(true)
    throw error
  }
}
