/** Who has something done: an editor by their id, a command in the terminal, or the program by itself. */
export type Actor = { readonly editorId: number } | 'command' | 'program'

/** What the audit log keeps, each with how it is told of what it was done to. */
export const ACTS = {
  'editor-invited': (subject: string) => `invited editor ${subject}`,
  'editor-role-changed': (subject: string) => `changed the role of editor ${subject}`,
  'editor-removed': (subject: string) => `removed editor ${subject}`,
  'editor-signed-in': (subject: string) => `signed in as editor ${subject}`,
  'session-ended': (subject: string) => `ended a session of editor ${subject}`,
} as const satisfies Record<string, (subject: string) => string>

export type ActKind = keyof typeof ACTS

/** One line of the audit log: ids and words of ours, never an address. */
export interface Act {
  readonly kind: ActKind
  /** The id, number or slug of what it was done to. */
  readonly subject: string | number
  /** What else is worth knowing, such as the new role. */
  readonly detail?: string
}
