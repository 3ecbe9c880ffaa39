import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import type { House } from './house/house.ts'

/** What the figures depend on, beside the code. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly platform: string
  readonly node: string
  readonly postgres: string
  readonly redis: string | null
  readonly commit: string
  /** Whether what was measured differs from the commit. */
  readonly changed: boolean
}

export async function describeMachine(house: House, programRoot: string): Promise<Machine> {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    postgres: await house.postgresVersion(),
    redis: house.redis?.version ?? null,
    commit: git(programRoot, 'rev-parse', '--short', 'HEAD') || 'unknown',
    changed: git(programRoot, 'status', '--porcelain', '--', '.', ':!bench/results') !== '',
  }
}

/** Empty where there is no repository, as in an image. */
function git(folder: string, ...args: string[]): string {
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return ''
  }
}
