/** What became of a link that was looked at: `refused` is one that we never open. */
export type LinkOutcome = 'fine' | 'gone' | 'unsure' | 'refused'

export interface LinkCheck {
  readonly url: string
  readonly outcome: LinkOutcome
  /** What happened, in words: "It answers 404." */
  readonly detail: string
  readonly checkedAt: Date
}
