import { writeFileSync } from 'node:fs'
import { FAULT_NAMES, type FaultName } from '../rehearsal/faults/table.ts'
import { PLANTS, type Plant } from '../rehearsal/plants.ts'
import { rehearsalProgress } from '../rehearsal/progress.ts'
import { type RehearsalOptions, rehearse } from '../rehearsal/rehearse.ts'
import { writeReport } from '../rehearsal/report.ts'
import { type Command, CommandError, type Invocation } from './command.ts'

export const rehearseCommand: Command = {
  usage: 'rehearse',
  summary: 'Rehearse a whole send on a throwaway database, with everything that can break',
  options: {
    readers: { type: 'string', help: 'How many readers, from 100 to 1,000,000; 10,000 unless given' },
    faults: { type: 'string', help: `all, none, or a list: ${FAULT_NAMES.join(',')}` },
    count: { type: 'string', help: 'How many faults strike on the way; each kind of them once unless given' },
    seed: { type: 'string', help: 'A whole number: the same one gives the same faults at the same points' },
    plant: { type: 'string', help: 'Plant a bug, double or loss, and see that it is found' },
    redis: { type: 'string', help: 'Keep the queue on this Redis, all of which is deleted: redis://…' },
    report: { type: 'string', help: 'Write the report to this file as well, as Markdown' },
  },
  async run({ values, print, note }) {
    const stop = new AbortController()
    const options = { ...readOptions(values), signal: stop.signal }
    const interrupt = () => stop.abort(new CommandError('The rehearsal was stopped.', { exitCode: 130 }))
    for (const signal of SIGNALS) process.on(signal, interrupt)
    try {
      const findings = await rehearse(options, rehearsalProgress(options.readers, note))
      const report = writeReport(findings)
      print(report)
      if (values.report !== undefined) writeFileSync(String(values.report), `${report}\n`)
      if (findings.problems.length > 0) throw new CommandError('The rehearsal failed; its report says why.')
    } finally {
      for (const signal of SIGNALS) process.off(signal, interrupt)
    }
  },
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const FEWEST_READERS = 100
const MOST_READERS = 1_000_000
const MOST_FAULTS = 10_000

function readOptions(values: Invocation['values']): Omit<RehearsalOptions, 'signal'> {
  const faults = readFaults(values.faults ?? 'all')
  return {
    readers: readNumber('readers', values.readers ?? '10000', FEWEST_READERS, MOST_READERS),
    faults,
    count: readNumber('count', values.count ?? faults.length, 0, MOST_FAULTS),
    seed: readNumber('seed', values.seed ?? '1', 0, 2 ** 32 - 1),
    plant: readPlant(values.plant),
    redisUrl: readRedis(values.redis),
  }
}

function readNumber(name: string, value: unknown, least: number, most: number): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= least && number <= most && value !== '') return number
  const range = `${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  throw badUsage(`--${name} is a whole number from ${range}, not "${value}".`)
}

function readFaults(value: unknown): readonly FaultName[] {
  if (value === 'all') return FAULT_NAMES
  if (value === 'none') return []
  const names = String(value).split(',')
  const unknown = names.find((name) => !FAULT_NAMES.includes(name as FaultName))
  if (unknown === undefined) return names as FaultName[]
  throw badUsage(`--faults: there is no fault "${unknown}". There are: all, none, ${FAULT_NAMES.join(', ')}.`)
}

function readPlant(value: unknown): Plant | undefined {
  if (value === undefined || (typeof value === 'string' && Object.hasOwn(PLANTS, value)))
    return value as Plant
  throw badUsage(`--plant is ${Object.keys(PLANTS).join(' or ')}, not "${value}".`)
}

function readRedis(value: unknown): string | undefined {
  if (value === undefined || /^rediss?:\/\/./.test(String(value))) return value as string | undefined
  throw badUsage('--redis is a connection string like redis://localhost:6379.')
}

function badUsage(message: string): CommandError {
  return new CommandError(message, { exitCode: 2 })
}
