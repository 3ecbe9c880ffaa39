import type { Invitation, InvitationField } from '../../../actions/editor/invite.ts'
import type { Editors } from '../../../actions/editor/list.ts'
import { type Editor, ROLES, type Role } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { SelectField, TextField } from '../fields.tsx'
import { Done, Trouble } from '../notices.tsx'

/** What was chosen for an editor. */
interface RoleChange {
  readonly id: number
  readonly role: Role
  readonly reviewer: string
}

export interface EditorsPageProps extends Editors {
  readonly site: Site
  readonly editor: Editor
  /** Whether somebody was invited just now. */
  readonly isInvited?: boolean
  readonly refused?:
    | { readonly trouble: string }
    | {
        readonly change: RoleChange
        readonly problems: Partial<Record<'role' | 'reviewer', string>>
      }
    | {
        readonly invitation: Invitation
        readonly problems: Partial<Record<InvitationField, string>>
      }
    | undefined
}

const MAY: Record<Role, string> = {
  owner: 'Owner: everything, and who may sign in',
  editor: 'Editor: verdicts and issues',
  reviewer: 'Reviewer: their own reviews',
}

/** Who may sign in at the desk, and as what. */
export function EditorsPage({ site, editor, editors, seats, refused, isInvited }: EditorsPageProps) {
  const typed = refused && 'invitation' in refused ? refused : undefined
  const changed = refused && 'change' in refused ? refused : undefined
  return (
    <DeskLayout site={site} editor={editor} at="/desk/editors" title="Editors">
      {refused && 'trouble' in refused ? <Trouble>{refused.trouble}</Trouble> : null}
      {changed ? (
        <Trouble>Nothing was changed. What is wrong stands at the choice that you made below.</Trouble>
      ) : null}
      {isInvited ? <Done>They may sign in from now on, and a mail that says how is on its way.</Done> : null}
      <ul className="rows">
        {editors.map((one) => (
          <li key={one.id} id={`editor-${one.id}`}>
            <div>
              <strong>{one.name}</strong>
              {one.id === editor.id ? <span className="tag">You</span> : null}
              <p className="note address">{one.address}</p>
            </div>
            <details open={changed?.change.id === one.id}>
              <summary>{nameOf(one, seats)}: change or remove</summary>
              <RoleForm
                one={one}
                seats={seats}
                refused={changed?.change.id === one.id ? changed : undefined}
              />
              <form method="post" action={`/desk/editors/${one.id}/removal`}>
                <p className="hint">
                  Removed, {one.id === editor.id ? 'you are' : 'they are'} signed out everywhere and can no
                  longer sign in. What {one.id === editor.id ? 'you' : 'they'} wrote stays. An invitation lets{' '}
                  {one.id === editor.id ? 'you' : 'them'} come back.
                </p>
                <button className="quiet danger" type="submit">
                  Remove {one.name}
                </button>
              </form>
            </details>
          </li>
        ))}
      </ul>

      <section aria-labelledby="invite">
        <h2 id="invite">Invite somebody</h2>
        <form className="panel-form narrow" method="post" action="/desk/editors" noValidate>
          <TextField
            name="address"
            label="Their email address"
            type="email"
            value={typed?.invitation.address}
            problem={typed?.problems.address}
          />
          <TextField
            name="name"
            label="Their name"
            hint="They can change it."
            value={typed?.invitation.name}
            problem={typed?.problems.name}
          />
          <SelectField
            name="role"
            label="Role"
            value={typed?.invitation.role ?? 'editor'}
            problem={typed?.problems.role}
            options={ROLE_OPTIONS}
          />
          <SelectField
            name="reviewer"
            label="Writes the reviews of"
            hint="Needed for a reviewer."
            value={typed?.invitation.reviewer ?? ''}
            problem={typed?.problems.reviewer}
            options={seatOptions(seats)}
          />
          <button type="submit">Invite</button>
        </form>
      </section>
    </DeskLayout>
  )
}

function RoleForm({
  one,
  seats,
  refused,
}: {
  one: Editor
  seats: EditorsPageProps['seats']
  refused: Extract<EditorsPageProps['refused'], { readonly change: RoleChange }> | undefined
}) {
  const chosen = refused?.change
  return (
    <form method="post" action={`/desk/editors/${one.id}/role`}>
      <SelectField
        name="role"
        id={`role-${one.id}`}
        label="Role"
        value={chosen?.role ?? one.role}
        problem={refused?.problems.role}
        options={ROLE_OPTIONS}
      />
      <SelectField
        name="reviewer"
        id={`reviewer-${one.id}`}
        label="Writes the reviews of"
        value={chosen?.reviewer ?? seats.find(({ id }) => id === one.reviewerId)?.slug ?? ''}
        problem={refused?.problems.reviewer}
        options={seatOptions(seats)}
      />
      <button type="submit">Change</button>
    </form>
  )
}

const ROLE_OPTIONS = ROLES.toReversed().map((role) => ({ value: role, label: MAY[role] }))

function seatOptions(seats: EditorsPageProps['seats']) {
  return [
    { value: '', label: 'No seat' },
    ...seats.map(({ slug, name, status }) => ({
      value: slug,
      label: status === 'withdrawn' ? `${name} (withdrawn)` : name,
    })),
  ]
}

function nameOf({ role, reviewerId }: Editor, seats: EditorsPageProps['seats']): string {
  const seat = seats.find(({ id }) => id === reviewerId)
  return seat ? `${role}, ${seat.name}` : role
}
