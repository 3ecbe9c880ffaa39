import { readdirSync, readFileSync } from 'node:fs'
import { now } from '../now.ts'

/** Linux counts processor time in hundredths of a second. */
const TICK_US = 10_000

/** Seconds of one processor, by who used them. */
export type CpuUse = Readonly<Record<string, number>>

/** A stopwatch for processor time. */
export interface CpuWatch {
  /** What each has used since the start, in microseconds, and `machine`: everything that ran at all. */
  read(): { readonly used: CpuUse; readonly elapsedMs: number }
}

/** Who is watched: one process, or one with all the children it ever had. */
export interface Watched {
  readonly pid: number
  readonly family?: boolean
}

/** Watches processes; undefined where there is no /proc, as on macOS. */
export function watchCpu(watched: Readonly<Record<string, Watched | undefined>>): CpuWatch | undefined {
  if (readStat(process.pid) === undefined) return undefined
  const startedAt = now()
  const before = sum()
  return {
    read() {
      const after = sum()
      const used = Object.fromEntries(
        Object.entries(after).map(([name, ticks]) => [name, (ticks - (before[name] ?? 0)) * TICK_US]),
      )
      return { used, elapsedMs: now() - startedAt }
    },
  }

  function sum(): Record<string, number> {
    const named = Object.entries(watched).flatMap(([name, who]) =>
      who ? [[name, ticksOf(who)] as const] : [],
    )
    return { ...Object.fromEntries(named), machine: machineTicks() }
  }
}

/** A server's children that ended are in its own account; those alive are added. */
function ticksOf({ pid, family }: Watched): number {
  const own = readStat(pid)
  if (!own) return 0
  if (!family) return own.ticks
  const alive = processes()
    .filter(({ parent }) => parent === pid)
    .reduce((total, { ticks }) => total + ticks, 0)
  return own.ticks + own.endedChildren + alive
}

function processes() {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []))
}

function readStat(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets can hold anything, spaces and brackets too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const at = (index: number) => Number(fields[index])
    return { parent: at(1), ticks: at(11) + at(12), endedChildren: at(13) + at(14) }
  } catch {
    return undefined
  }
}

function machineTicks(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]!
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return user + nice + system + irq + softIrq
}
