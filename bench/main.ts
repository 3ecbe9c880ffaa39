import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bench } from './bench.ts'
import type { Finding } from './finding.ts'
import { type House, openHouse } from './house/house.ts'
import { createProgram } from './house/program.ts'
import { describeMachine, type Machine } from './machine.ts'
import { MEASURES_BY_NAME } from './measures/measures.ts'
import { HELP, OptionError, type Options, readOptions } from './options.ts'
import { createProgress } from './progress.ts'
import { describe, table } from './report.ts'
import { StoppedError, whenStopped } from './stopped.ts'

const RESULTS = join(dirname(fileURLToPath(import.meta.url)), 'results')

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${HELP}\n`)
  else await bench(options)
} catch (error) {
  const expected = error instanceof OptionError || error instanceof StoppedError
  process.stderr.write(`\n${expected ? error.message : (error as Error).stack}\n`)
  process.exitCode = error instanceof StoppedError ? 130 : 1
}

/**
 * Measures everything that is asked for on one house. Each figure is kept as soon as it is found, and the
 * table is printed however it ends: a run can take an hour.
 */
async function bench(options: Options): Promise<void> {
  const stopped = whenStopped()
  const startedAt = new Date()
  const progress = createProgress(process.stderr)
  const house = await openHouse({ withRedis: options.backends.includes('redis') })
  const findings: Finding[] = []
  try {
    const machine = await describeMachine(house, options.program)
    process.stdout.write(`${describe(machine)}\n`)
    const file = fileFor(startedAt, machine)
    process.stdout.write(`Every figure is kept in ${file}\n\n`)
    const found = (finding: Finding) => {
      findings.push(finding)
      keep(file, { startedAt, machine, findings })
    }
    await Promise.race([stopped, measure(available(options, house), { house, progress, stopped, found })])
  } finally {
    progress.end()
    if (findings.length > 0) process.stdout.write(`\n${table(findings)}\n\nAgain with: ${command()}\n`)
    await house.close()
  }
}

async function measure(
  options: Options,
  parts: Pick<Bench, 'house' | 'progress' | 'stopped' | 'found'>,
): Promise<void> {
  const { folder, processes } = parts.house
  const bench: Bench = {
    ...parts,
    options,
    program: createProgram(options.program, folder, processes),
    programRoot: options.program,
  }
  for (const name of options.only) await MEASURES_BY_NAME[name](bench)
}

function available(options: Options, { redis }: House): Options {
  if (redis || !options.backends.includes('redis')) return options
  process.stdout.write('No redis-server on the PATH: the runs with the queue on Redis are left out.\n\n')
  return { ...options, backends: options.backends.filter((backend) => backend !== 'redis') }
}

function fileFor(startedAt: Date, { commit, changed }: Machine): string {
  const at = startedAt.toISOString().slice(0, 16).replaceAll(':', '')
  return join(RESULTS, `${at}-${commit}${changed ? '-changed' : ''}.json`)
}

function keep(file: string, result: { startedAt: Date; machine: Machine; findings: readonly Finding[] }) {
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(file, `${JSON.stringify({ command: command(), ...result }, null, 2)}\n`)
}

function command(): string {
  return ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ')
}
