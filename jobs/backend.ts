import {
  createPostgresBackend,
  type Job,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq'
import pg from 'pg'

/** Where the queue lives: BullMQ on Redis where there is one, else on PostgreSQL. The same from outside. */
export interface JobBackend {
  /** Readies the store. Safe to call at every start and by several processes at once. */
  migrate(): Promise<void>
  queue(name: string): Queue
  worker(name: string, work: (job: Job) => Promise<void>, options: { concurrency: number }): Worker
}

export interface JobBackendOptions {
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  /** Keeps installations that share one Redis apart. */
  readonly installation: string
}

/** Each queue and each worker on PostgreSQL opens a pool of its own. */
const CONNECTIONS_EACH = 3
const CONNECT_TIMEOUT_MS = 10_000

export function createJobBackend({ databaseUrl, redisUrl, installation }: JobBackendOptions): JobBackend {
  return redisUrl ? onRedis(redisUrl, `verdicts-${installation}`) : onPostgres(databaseUrl)
}

function onRedis(url: string, prefix: string): JobBackend {
  const queueOptions: QueueOptions = { connection: { url }, prefix }
  // Workers wait for Redis to come back, however long; BullMQ asks for it.
  const workerOptions: WorkerOptions = { connection: { url, maxRetriesPerRequest: null }, prefix }
  return {
    migrate: async () => undefined,
    queue: (name) => new Queue(name, queueOptions),
    worker: (name, work, options) => new Worker(name, work, { ...workerOptions, ...options }),
  }
}

function onPostgres(connectionString: string): JobBackend {
  const backed = withBackend(createPostgresBackend)
  const connection = { connectionString, max: CONNECTIONS_EACH, connectionTimeoutMillis: CONNECT_TIMEOUT_MS }
  return {
    migrate: async () => {
      const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
      await client.connect()
      try {
        await runMigrations(client)
      } finally {
        await client.end()
      }
    },
    queue: (name) => new backed.Queue(name, { connection }) as unknown as Queue,
    worker: (name, work, options) =>
      new backed.Worker(name, work, { connection, ...options }) as unknown as Worker,
  }
}
