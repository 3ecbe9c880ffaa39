import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** The most memory that a process was ever resident with, in megabytes; undefined where there is no /proc. */
export function peakMemory(pid: number): number | undefined {
  const peak = read(pid, 'VmHWM')
  return peak === undefined ? undefined : peak / KIBI
}

/** Forgets the peak so far, so that the next reading is of what comes now. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Where the kernel offers no reset the peak is that of the whole life.
  }
}

/** The memory that a server's children hold for themselves, leaving out what they share. */
export function childrensMemory(parent: number): number {
  let total = 0
  for (const name of procFolders()) {
    if (read(Number(name), 'PPid') === parent) total += (read(Number(name), 'RssAnon') ?? 0) / KIBI
  }
  return total
}

const KIBI = 1024

function procFolders(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** A number of a process's status; sizes are in kB. */
function read(pid: number, field: string): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const value = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]
    return value === undefined ? undefined : Number(value)
  } catch {
    return undefined
  }
}
