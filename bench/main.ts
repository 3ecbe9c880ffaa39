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

/** Measures everything that is asked for on one house, prints the table and keeps it as a file. */
async function bench(options: Options): Promise<void> {
  const stopped = whenStopped()
  const startedAt = new Date()
  const progress = createProgress(process.stderr)
  const house = await openHouse({ withRedis: options.backends.includes('redis') })
  try {
    const machine = await describeMachine(house, options.program)
    process.stdout.write(`${describe(machine)}\n\n`)
    const findings = await Promise.race([
      stopped,
      measure(available(options, house), house, progress, stopped),
    ])
    progress.end()
    const file = keep({ startedAt, machine, findings })
    process.stdout.write(`\n${table(findings)}\n\nKept in ${file}\nAgain with: ${command()}\n`)
  } finally {
    progress.end()
    await house.close()
  }
}

async function measure(
  options: Options,
  house: House,
  progress: Bench['progress'],
  stopped: Promise<never>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const bench: Bench = {
    options,
    house,
    progress,
    stopped,
    program: createProgram(options.program, house.folder, house.processes),
    programRoot: options.program,
    found: (finding) => void findings.push(finding),
  }
  for (const name of options.only) await MEASURES_BY_NAME[name](bench)
  return findings
}

function available(options: Options, { redis }: House): Options {
  if (redis || !options.backends.includes('redis')) return options
  process.stdout.write('No redis-server on the PATH: the runs with the queue on Redis are left out.\n\n')
  return { ...options, backends: options.backends.filter((backend) => backend !== 'redis') }
}

function keep(result: { startedAt: Date; machine: Machine; findings: readonly Finding[] }): string {
  const { startedAt, machine } = result
  mkdirSync(RESULTS, { recursive: true })
  const at = startedAt.toISOString().slice(0, 16).replaceAll(':', '')
  const file = join(RESULTS, `${at}-${machine.commit}${machine.changed ? '-changed' : ''}.json`)
  writeFileSync(file, `${JSON.stringify({ command: command(), ...result }, null, 2)}\n`)
  return file
}

function command(): string {
  return ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ')
}
