import { type Logger, type LoggerOptions, pino } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from './config.ts'

/** JSON lines for machines; on a terminal, lines for people. No address and no secret is ever passed to it. */
export function createLog({ logLevel, production }: Pick<Config, 'logLevel' | 'production'>): Logger {
  const options = logOptions(logLevel)
  if (production || !process.stdout.isTTY) return pino(options)
  const people = { colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }
  return pino(options, pretty(people))
}

/** Errors lose all but what names them: the rest can hold connection strings and the values of rows. */
export function logOptions(level: string): LoggerOptions {
  return { level, serializers: { err: nameError } }
}

function nameError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  return { type: name, message, stack, code: (error as NodeJS.ErrnoException).code }
}
