import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { maintain } from './database.ts'

/** Copies a database on the test's server, as it is now. Connections to it are broken for that. @returns the copy's URL. */
export async function copyDatabase(url: string): Promise<string> {
  const server = inject('postgresUrl')
  const name = `copy_${randomBytes(6).toString('hex')}`
  const original = new URL(url).pathname.slice(1)
  await maintain(server, `alter database ${original} allow_connections false`)
  await maintain(
    server,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${original}'`,
  )
  await maintain(server, `create database ${name} template ${original}`)
  await maintain(server, `alter database ${original} allow_connections true`)
  afterAll(() => maintain(server, `drop database ${name} with (force)`))
  return server.replace(/\/postgres$/, `/${name}`)
}
