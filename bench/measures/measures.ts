import type { Bench } from '../bench.ts'
import type { MeasureName } from '../options.ts'
import { measureDesk } from './desk.ts'
import { measureEditions } from './editions.ts'
import { measureEndToEnd } from './end-to-end.ts'
import { measurePrepare } from './prepare.ts'
import { measureRate } from './rate.ts'
import { measureSignUps } from './sign-ups.ts'
import { measureStages } from './stages.ts'
import { measureWebhooks } from './webhooks.ts'

/** Every measure, in the order in which they run. */
export const MEASURES_BY_NAME: { [Name in MeasureName]: (bench: Bench) => Promise<void> } = {
  'end-to-end': measureEndToEnd,
  stages: measureStages,
  prepare: measurePrepare,
  editions: measureEditions,
  rate: measureRate,
  webhooks: measureWebhooks,
  'sign-ups': measureSignUps,
  desk: measureDesk,
}
