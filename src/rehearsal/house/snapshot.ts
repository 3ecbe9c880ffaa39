import pg from 'pg'

/** Copies of whole databases on one server: what a backup and its restore do, in a second. */
export interface Snapshots {
  /** Copies the database while its users are shut out for a moment. */
  take(database: string): Promise<void>
  /** Puts the copy in the database's place. Nobody may be using it. */
  restore(database: string): Promise<void>
}

export function snapshotsOn(serverUrl: string): Snapshots {
  return {
    async take(database) {
      await onServer(serverUrl, async (client) => {
        await client.query(`drop database if exists ${copyOf(database)} with (force)`)
        await client.query(`alter database ${database} with allow_connections false`)
        try {
          await disconnectAll(client, database)
          await client.query(`create database ${copyOf(database)} template ${database} strategy file_copy`)
        } finally {
          await client.query(`alter database ${database} with allow_connections true`)
        }
      })
    },
    async restore(database) {
      await onServer(serverUrl, async (client) => {
        await client.query(`drop database ${database} with (force)`)
        await client.query(`create database ${database} template ${copyOf(database)} strategy file_copy`)
      })
    },
  }
}

function copyOf(database: string): string {
  return `${database}_copy`
}

/** Terminated sessions take a moment to go, and a template must have none. */
async function disconnectAll(client: pg.Client, database: string): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      'select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = $1',
      [database],
    )
    if (!rowCount) return
  }
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
