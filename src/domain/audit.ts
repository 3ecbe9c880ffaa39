/** Who has something done: an editor by their id, a command in the terminal, or the program by itself. */
export type Actor = { readonly editorId: number } | 'command' | 'program'

/** Whether both are one editor, or the same that is no editor. */
export function isSameActor(one: Actor, other: Actor): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one.editorId === other.editorId
}

/** What the audit log keeps, each with how it is told of what it was done to. */
export const ACTS = {
  'editor-invited': (subject: string) => `invited editor ${subject}`,
  'editor-role-changed': (subject: string) => `changed the role of editor ${subject}`,
  'editor-removed': (subject: string) => `removed editor ${subject}`,
  'editor-signed-in': (subject: string) => `signed in as editor ${subject}`,
  'tool-saved': (subject: string) => `saved tool ${subject}`,
  'review-saved': (subject: string) => `saved review ${subject}`,
  'review-published': (subject: string) => `published review ${subject}`,
  'review-withdrawn': (subject: string) => `withdrew review ${subject}`,
  'comparison-saved': (subject: string) => `saved comparison ${subject}`,
  'comparison-published': (subject: string) => `published comparison ${subject}`,
  'comparison-withdrawn': (subject: string) => `withdrew comparison ${subject}`,
  'reviewer-saved': (subject: string) => `saved reviewer ${subject}`,
  'category-saved': (subject: string) => `saved category ${subject}`,
  'content-imported': (subject: string) => `imported ${subject}`,
  'test-mail-sent': (issue: string) => `sent a test of issue ${issue}`,
  'subscriber-previewed': (subject: string) => `looked up what subscriber ${subject} gets`,
  'session-ended': (subject: string) => `ended a session of editor ${subject}`,
  'issue-created': (subject: string) => `began issue ${subject}`,
  'issue-edited': (subject: string) => `edited issue ${subject}`,
  'issue-scheduled': (subject: string) => `scheduled issue ${subject}`,
  'issue-unscheduled': (subject: string) => `took issue ${subject} back to draft`,
  'rhythm-set': (subject: string) => `set the ${subject}`,
  'week-skipped': (subject: string) => `skipped the week of ${subject}`,
  'week-unskipped': (subject: string) => `took back that the week of ${subject} is skipped`,
  'issue-approved': (subject: string) => `approved issue ${subject}`,
  'approval-withdrawn': (subject: string) => `withdrew the approval of issue ${subject}`,
  'preflight-overridden': (subject: string) => `overrode the preflight of issue ${subject}`,
  'approval-rule-set': (subject: string) => `set who approves issues: ${subject}`,
  'issue-held': (subject: string) => `held issue ${subject}`,
  'issue-sent-now': (subject: string) => `sent issue ${subject}`,
  'issue-paused': (subject: string) => `paused issue ${subject}`,
  'issue-resumed': (subject: string) => `let issue ${subject} go on`,
  'issue-cancelled': (subject: string) => `cancelled issue ${subject}`,
  'batch-resolved': (subject: string) => `decided what became of parked mails of issue ${subject}`,
  'deliveries-downloaded': (subject: string) => `downloaded deliveries of issue ${subject}`,
} as const satisfies Record<string, (subject: string) => string>

/** The id of the editor who has it done, where it is one. */
export function editorIdOf(by: Actor): number | null {
  return typeof by === 'string' ? null : by.editorId
}

export type ActKind = keyof typeof ACTS

/** One line of the audit log: ids and words of ours, never an address. */
export interface Act {
  readonly kind: ActKind
  /** The id, number or slug of what it was done to. */
  readonly subject: string | number
  /** What else is worth knowing, such as the new role. */
  readonly detail?: string
}
