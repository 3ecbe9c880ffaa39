import { type Logger, type LoggerOptions, pino } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from './config.ts'
import { withoutAddresses } from './without-addresses.ts'

/** JSON lines for machines; on a terminal, lines for people. No address and no secret is ever passed to it. */
export function createLog({ logLevel, production }: Pick<Config, 'logLevel' | 'production'>): Logger {
  const options = logOptions(logLevel)
  if (production || !process.stdout.isTTY) return pino(options)
  const people = { colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }
  return pino(options, pretty(people))
}

/** Errors keep what names them; the values they quote can be addresses or connection strings. */
export function logOptions(level: string): LoggerOptions {
  return { level, serializers: { err: (thrown) => pino.stdSerializers.err(withoutAddresses(thrown)) } }
}
