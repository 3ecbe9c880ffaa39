import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const MEASURES = [
  'end-to-end',
  'stages',
  'prepare',
  'editions',
  'rate',
  'webhooks',
  'sign-ups',
  'desk',
] as const
export type MeasureName = (typeof MEASURES)[number]

const BACKENDS = ['postgres', 'redis'] as const
export type Backend = (typeof BACKENDS)[number]

export interface Options {
  readonly only: readonly MeasureName[]
  readonly backends: readonly Backend[]
  /** The audiences that an issue is sent to, the smallest first. */
  readonly readers: readonly number[]
  /** The audiences that are only prepared. */
  readonly prepareReaders: readonly number[]
  /** The audience of the run that is profiled. */
  readonly stageReaders: number
  /** How many mails the afternoon's loops send. */
  readonly loopMails: number
  readonly rateSeconds: number
  /** How long each load lasts, beside its warm-up. */
  readonly loadSeconds: number
  /** Before it, and not counted. */
  readonly warmUpSeconds: number
  readonly connections: number
  /** Between scheduling and the due time: what is prepared in it is prepared ahead. */
  leadSeconds(readers: number): number
  /** Where the profiles of the stages are kept; absent, they are not. */
  readonly profile: string | undefined
  /** The checkout that is measured. */
  readonly program: string
  readonly quick: boolean
}

export const HELP = `npm run bench -- [options]

  --only LIST          of ${MEASURES.join(', ')} (all of them)
  --readers LIST       the audiences of the end-to-end runs (1000,10000,100000)
  --backend LIST       of ${BACKENDS.join(', ')} (both, where redis-server is installed)
  --prepare LIST       the audiences that are only prepared (100000,1000000)
  --rate-seconds N     how long the send at 5 requests a second lasts (60)
  --load-seconds N     how long webhooks and sign-ups are posted (10)
  --connections N      how many at once (40)
  --lead N             seconds between scheduling and the due time (by audience)
  --profile FOLDER     keeps the worker's profiles there, for a browser's developer tools
  --program FOLDER     another checkout of this project to measure, its dependencies installed
  --quick              a smoke run in about a minute; its figures mean nothing
  --help`

/** What a smoke run leaves out says nothing about small audiences. */
const SMOKE = MEASURES.filter((name) => name !== 'stages').join(',')

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** @throws {OptionError} that names the option and what it takes. */
export function readOptions(argv: readonly string[]): Options | 'help' {
  const { values } = parse(argv)
  if (values.help) return 'help'
  const quick = values.quick ?? false
  const readers = numbers('readers', values.readers ?? (quick ? '500' : '1000,10000,100000'))
  const lead = values.lead === undefined ? undefined : number('lead', values.lead)
  return {
    quick,
    only: among('only', values.only ?? (quick ? SMOKE : undefined), MEASURES),
    backends: among('backend', values.backend ?? (quick ? 'postgres' : undefined), BACKENDS),
    readers: readers.sort((a, b) => a - b),
    prepareReaders: numbers('prepare', values.prepare ?? (quick ? '1000' : '100000,1000000')),
    stageReaders: Math.min(100_000, readers.at(-1)!),
    loopMails: quick ? 50 : 1000,
    rateSeconds: number('rate-seconds', values['rate-seconds'] ?? (quick ? '3' : '60')),
    loadSeconds: number('load-seconds', values['load-seconds'] ?? (quick ? '1' : '10')),
    connections: number('connections', values.connections ?? '40'),
    warmUpSeconds: quick ? 1 : 2,
    leadSeconds: (readers) => lead ?? (quick ? 4 : 6) + Math.ceil(readers / 15_000),
    profile: values.profile && resolve(values.profile),
    program: resolve(values.program ?? ROOT),
  }
}

export class OptionError extends Error {
  override readonly name = 'OptionError'
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...argv],
      options: {
        only: text,
        readers: text,
        backend: text,
        prepare: text,
        'rate-seconds': text,
        'load-seconds': text,
        connections: text,
        lead: text,
        profile: text,
        program: text,
        quick: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new OptionError((error as Error).message, { cause: error })
  }
}

function among<T extends string>(name: string, list: string | undefined, known: readonly T[]): readonly T[] {
  if (list === undefined) return known
  const chosen = list.split(',')
  const unknown = chosen.find((word) => !known.some((one) => one === word))
  if (unknown !== undefined) throw new OptionError(`--${name} takes ${known.join(', ')}; not "${unknown}".`)
  return known.filter((one) => chosen.includes(one))
}

function numbers(name: string, list: string): number[] {
  return list.split(',').map((word) => number(name, word))
}

function number(name: string, word: string): number {
  const value = Number(word.replaceAll('_', ''))
  if (Number.isInteger(value) && value > 0) return value
  throw new OptionError(`--${name} takes whole numbers above zero; not "${word}".`)
}
