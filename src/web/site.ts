import type { Context } from '../context.ts'

/** What every page knows of the site it belongs to. */
export type Site = Context['config']['site'] & {
  /** Which of the pages that are not for readers exist here. */
  readonly desk: boolean
  readonly mailbox: boolean
  /** The present moment, signed, for a form that is shown now. */
  readonly formTime: () => string
}
