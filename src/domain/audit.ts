/** Who has something done: an editor by their id, a command in the terminal, or the program by itself. */
export type Actor = { readonly editorId: number } | 'command' | 'program'

/** What the audit log keeps, each with how it is told of what it was done to. */
export const ACTS = {
  'editor-invited': (subject: string) => `invited editor ${subject}`,
  'editor-role-changed': (subject: string) => `changed the role of editor ${subject}`,
  'editor-removed': (subject: string) => `removed editor ${subject}`,
  'editor-signed-in': (subject: string) => `signed in as editor ${subject}`,
  'tool-saved': (subject: string) => `saved tool ${subject}`,
  'review-saved': (subject: string) => `saved review ${subject}`,
  'comparison-saved': (subject: string) => `saved comparison ${subject}`,
  'comparison-published': (subject: string) => `published comparison ${subject}`,
  'comparison-withdrawn': (subject: string) => `withdrew comparison ${subject}`,
  'reviewer-saved': (subject: string) => `saved reviewer ${subject}`,
  'category-saved': (subject: string) => `saved category ${subject}`,
  'content-imported': (subject: string) => `imported ${subject}`,
  'test-mail-sent': (issue: string) => `sent a test of issue ${issue}`,
  'subscriber-previewed': (subject: string) => `looked up what subscriber ${subject} gets`,
  'session-ended': (subject: string) => `ended a session of editor ${subject}`,
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
