import type { Finding } from './finding.ts'
import type { House } from './house/house.ts'
import type { Program } from './house/program.ts'
import type { Options } from './options.ts'
import type { Progress } from './progress.ts'

/** What a measure works with. */
export interface Bench {
  readonly options: Options
  readonly house: House
  readonly program: Program
  readonly programRoot: string
  readonly progress: Progress
  /** Rejects as soon as somebody wants the bench to stop; whoever waits races with it. */
  readonly stopped: Promise<never>
  /** Keeps a figure for the table and the file. */
  found(finding: Finding): void
}
