import type { Bench } from '../bench.ts'
import type { MeasureName } from '../options.ts'
import { measureEndToEnd } from './end-to-end.ts'

/** Every measure, in the order in which they run. */
export const MEASURES_BY_NAME: { [Name in MeasureName]: (bench: Bench) => Promise<void> } = {
  'end-to-end': measureEndToEnd,
}
