import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { insertEditor, type NewEditor } from '../../../db/queries/editor.ts'
import { endSessions } from '../../../db/queries/editor-session.ts'
import { listSeats } from '../../../db/queries/reviewer.ts'
import { renderInvitation } from '../../../emails/invitation/render-invitation.ts'
import type { Context } from '../../context.ts'
import { LONGEST_EDITOR_NAME, ROLES, type Role } from '../../domain/editor.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import type { Work } from '../../domain/work.ts'
import { hintAt } from '../outbox/hint-at.ts'
import { postMail } from '../outbox/post-mail.ts'

export interface Invitation {
  readonly address: string
  readonly role: string
  /** Empty: the part of the address before the @. */
  readonly name: string
  /** The slug or name of the seat whose reviews they write; empty for none. */
  readonly reviewer: string
}

export type InvitationField = keyof Invitation

export type InviteOutcome =
  | { readonly outcome: 'invited'; readonly id: number; readonly work: readonly Work[] }
  | { readonly outcome: 'refused'; readonly problems: Problems }

/** Lets somebody sign in at the desk, and tells them by mail. */
export async function inviteEditor(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  invitation: Invitation,
): Promise<InviteOutcome> {
  return db.transaction().execute(async (tx): Promise<InviteOutcome> => {
    const read = await readInvitation(tx, invitation)
    if ('problems' in read) return { outcome: 'refused', problems: read.problems }
    const { address, role } = read
    const id = await insertEditor(tx, read)
    if (id === undefined) {
      return { outcome: 'refused', problems: { address: 'They are invited already.' } }
    }
    // One who was removed while signing in may have begun a session since.
    await endSessions(tx, id)
    await recordAct(tx, by, { kind: 'editor-invited', subject: id, detail: role })
    const content = renderInvitation({ site: config.site, role, address })
    const to = { address, key: address }
    const mailId = await postMail(tx, config, { kind: 'invitation', to, content })
    return { outcome: 'invited', id, work: hintAt(mailId) }
  })
}

type Problems = Partial<Record<InvitationField, string>>

async function readInvitation(
  tx: Db,
  { address, role, name, reviewer }: Invitation,
): Promise<NewEditor | { readonly problems: Problems }> {
  const email = parseEmailAddress(address)
  const seats = await listSeats(tx)
  const seat = seats.find(({ slug }) => slug === reviewer) ?? seats.find(({ name }) => name === reviewer)
  const problems: Problems = {}
  if ('problem' in email) problems.address = email.problem
  if (!isRole(role)) problems.role = `Choose one of: ${ROLES.join(', ')}.`
  if (name.length > LONGEST_EDITOR_NAME) {
    problems.name = `It has ${name.length} characters: ${LONGEST_EDITOR_NAME} at most.`
  }
  if (reviewer !== '' && !seat) problems.reviewer = 'There is no such seat on the panel.'
  if (role === 'reviewer' && reviewer === '') {
    problems.reviewer = `Say whose reviews they write${seats.length > 0 ? `: ${seats.map(({ name }) => name).join(', ')}` : ', once the panel has a seat'}.`
  }
  if (Object.keys(problems).length > 0 || 'problem' in email || !isRole(role)) return { problems }
  return {
    address: email.key,
    role,
    name: name.trim() || email.key.slice(0, email.key.lastIndexOf('@')),
    reviewerId: seat?.id ?? null,
  }
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role)
}
