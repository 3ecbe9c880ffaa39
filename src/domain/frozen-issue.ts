import type { Edition } from './edition.ts'
import type { Fragment } from './fragment.ts'
import type { LinkKey } from './link-token.ts'

/** All that an issue's mails are made of, copied so that no later edit or setting changes their bytes. */
export interface FrozenIssue {
  readonly issueNumber: number
  readonly mailFrom: string
  readonly replyTo: string | null
  readonly listId: string
  readonly siteUrl: string
  readonly linkKey: LinkKey
  /** Through whom it is sent. */
  readonly provider: string | null
  readonly fragments: readonly Fragment[]
  readonly editions: readonly Edition[]
}
