/** Who has something done: an editor by their id, a command in the terminal, or the program by itself. */
export type Actor = { readonly editorId: number } | 'command' | 'program'

/** Whether both are one editor, or the same that is no editor. */
export function isSameActor(one: Actor, other: Actor): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one.editorId === other.editorId
}

/** What the log's entries are of. */
export const SUBJECTS = ['issue', 'tool', 'review', 'comparison', 'reviewer', 'category', 'editor'] as const
export type SubjectKind = (typeof SUBJECTS)[number]

/** What the audit log keeps, each as it is told; what it was done to stands where the braces are. */
export const ACTS = {
  'editor-invited': 'invited {editor}',
  'editor-role-changed': 'changed the role of {editor}',
  'editor-renamed': 'changed the name of {editor}',
  'editor-removed': 'removed {editor}',
  'editor-signed-in': 'signed in as {editor}',
  'session-ended': 'signed {editor} out',
  'tool-saved': 'saved {tool}',
  'tool-published': 'published {tool}',
  'tool-withdrawn': 'withdrew {tool}',
  'review-saved': 'saved {review}',
  'review-published': 'published {review}',
  'review-withdrawn': 'withdrew {review}',
  'comparison-saved': 'saved {comparison}',
  'comparison-published': 'published {comparison}',
  'comparison-withdrawn': 'withdrew {comparison}',
  'reviewer-saved': 'saved {reviewer}',
  'reviewer-published': 'published {reviewer}',
  'reviewer-withdrawn': 'withdrew {reviewer}',
  'category-saved': 'saved {category}',
  'category-published': 'published {category}',
  'category-withdrawn': 'withdrew {category}',
  'content-imported': 'imported {words}',
  'content-exported': 'exported {words}',
  'subscribers-imported': 'imported {words}',
  'subscribers-exported': 'exported {words}',
  'subscriber-previewed': 'looked up what subscriber {words} gets',
  'subscriber-erased': 'erased subscriber {words}',
  'suppressions-imported': 'imported {words}',
  'suppressions-exported': 'exported {words}',
  'suppression-lifted': 'lifted suppression {words}',
  'issue-created': 'began {issue}',
  'issue-edited': 'edited {issue}',
  'issue-discarded': 'discarded {issue}',
  'issue-undiscarded': 'took back that {issue} is discarded',
  'test-mail-sent': 'sent a test of {issue}',
  'links-rechecked': 'had the links of {issue} checked again',
  'preflight-overridden': 'overrode the preflight of {issue}',
  'preflight-override-withdrawn': 'took back an override of the preflight of {issue}',
  'issue-approved': 'approved {issue}',
  'approval-withdrawn': 'withdrew the approval of {issue}',
  'approval-rule-set': 'set who approves issues: {words}',
  'issue-scheduled': 'scheduled {issue}',
  'issue-unscheduled': 'took {issue} back to draft',
  'rhythm-set': 'set the {words}',
  'week-skipped': 'skipped the week of {words}',
  'week-unskipped': 'took back that the week of {words} is skipped',
  'issue-sent-now': 'set {issue} to go out at once',
  'issue-held': 'held {issue}',
  'issue-paused': 'paused {issue}',
  'issue-resumed': 'let {issue} go on',
  'issue-cancelled': 'cancelled {issue}',
  'batch-resolved': 'decided what became of parked mails of {issue}',
  'deliveries-downloaded': 'downloaded deliveries of {issue}',
  'copy-sent': 'sent a copy of {issue}',
  'database-backed-up': 'backed up the {words}',
  'database-restored': 'found that the {words} was restored or copied',
} as const satisfies Record<string, `${string}{${SubjectKind | 'words'}}${string}`>

/** An act in three: what is before its subject, what kind of one that is, and what comes after. */
export function partsOf(act: ActKind): {
  readonly before: string
  readonly subjectKind: SubjectKind | 'words'
  readonly after: string
} {
  const [, before, subjectKind, after] = /^(.*){(.*)}(.*)$/.exec(ACTS[act])!
  return { before: before!, subjectKind: subjectKind as SubjectKind, after: after! }
}

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
