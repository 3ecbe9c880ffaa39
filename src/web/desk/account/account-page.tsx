import type { SignedInEditor } from '../../../actions/editor/find-signed-in.ts'
import type { listSessions } from '../../../actions/editor/list-sessions.ts'
import { Problem } from '../../parts/problem.tsx'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import { browserName } from './browser-name.ts'

export interface AccountPageProps {
  readonly site: Site
  readonly editor: SignedInEditor
  readonly sessions: Awaited<ReturnType<typeof listSessions>>
  readonly refused: { readonly name: string; readonly problem: string } | undefined
}

/** An editor's name, and where they are signed in. */
export function AccountPage({ site, editor, sessions, refused }: AccountPageProps) {
  return (
    <DeskLayout site={site} editor={editor} title="Your account">
      <form className="panel-form narrow" method="post" action="/desk/account/name" noValidate>
        <p className="field">
          <label htmlFor="name">Your name, as the other editors see it</label>
          <Problem id="name-problem" problem={refused?.problem} />
          <input
            id="name"
            name="name"
            autoComplete="name"
            required
            defaultValue={refused?.name ?? editor.name}
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? 'name-problem' : undefined}
          />
        </p>
        <p className="hint">
          You sign in as <strong className="address">{editor.address}</strong>; your role is {editor.role}.
        </p>
        <button type="submit">Save</button>
      </form>

      <section aria-labelledby="sessions">
        <h2 id="sessions">Where you are signed in</h2>
        <ul className="rows">
          {sessions.map(({ id, userAgent, createdAt, expiresAt }) => (
            <li key={id}>
              <div>
                <strong>{browserName(userAgent)}</strong>
                {id === editor.sessionId ? <span className="tag">This one</span> : null}
                <p className="note">
                  Since <Moment at={createdAt} />, until <Moment at={expiresAt} /> at the latest
                </p>
              </div>
              {id === editor.sessionId ? null : (
                <form method="post" action={`/desk/account/sessions/${id}/end`}>
                  <button className="quiet" type="submit">
                    Sign out there
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
        {sessions.length > 1 ? (
          <form method="post" action="/desk/account/sessions/others/end">
            <button className="quiet" type="submit">
              Sign out everywhere but here
            </button>
          </form>
        ) : null}
      </section>
    </DeskLayout>
  )
}
