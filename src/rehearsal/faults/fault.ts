import type { Stage } from '../stage.ts'

/** One kind of trouble that befalls a send. */
export interface Fault {
  /** What the report says that it is. */
  readonly what: string
  /** Strikes while the receiver holds every request. It may let them go itself, where it needs them to. */
  strike(stage: Stage): Promise<void>
}
