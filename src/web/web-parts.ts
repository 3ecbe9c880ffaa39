import type { Context } from '../context.ts'
import type { Site } from './site.ts'

/** What routes work with. */
export interface WebParts {
  readonly context: Context
  readonly site: Site
}
