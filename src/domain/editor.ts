/** What an editor may do at the desk; each may do what those before may. */
export const ROLES = ['reviewer', 'editor', 'owner'] as const
export type Role = (typeof ROLES)[number]

/** Somebody who signs in at the desk. */
export interface Editor {
  readonly id: number
  readonly address: string
  readonly name: string
  readonly role: Role
  /** The seat on the panel whose reviews they write. Those in the role of a reviewer have one, others may. */
  readonly reviewerId: number | null
}

/** Whether a role is, or includes, the one that is needed. */
export function includesRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** Whether they may write the reviews of a seat: reviewers those of their own, others all. */
export function mayReview({ role, reviewerId }: Pick<Editor, 'role' | 'reviewerId'>, seat: number): boolean {
  return includesRole(role, 'editor') || reviewerId === seat
}

/** The longest name of an editor, in characters. */
export const LONGEST_EDITOR_NAME = 80
