/** Something to be done in the background. It carries ids only: the rows say the rest. */
export type Work =
  /** The pulse; `reason` keeps the start of one issue apart from that of another. */
  | { readonly kind: 'find-work'; readonly reason: string; readonly delayMs: number }
  /** The rhythm's beat: the next draft. */
  | { readonly kind: 'keep-rhythm' }
  | { readonly kind: 'prepare-issue'; readonly issueNumber: number }
  /** Looks at the links of the issues to come that were not looked at for a day. */
  | { readonly kind: 'check-links' }
  | { readonly kind: 'cancel-rest'; readonly issueNumber: number }
  /** One after the other: a job costs too much to make one for each. `run` names those that go together. */
  | {
      readonly kind: 'send-batches'
      readonly issueNumber: number
      readonly run: number
      readonly batchNumbers: readonly number[]
    }
  /** All small mails that are due; `reason` keeps what one mail asks for apart from what another does. */
  | { readonly kind: 'send-mails'; readonly reason: string }
  | { readonly kind: 'retry-parcel'; readonly parcelId: number }
  | { readonly kind: 'apply-events' }
  | { readonly kind: 'finish-erasures' }
  | { readonly kind: 'retire' }
