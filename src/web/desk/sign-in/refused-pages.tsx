import type { Editor, Role } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { DeskMessage } from '../desk-message.tsx'
import type { KeptForm } from '../kept-form.ts'

/** Whose a page is that is for this role at least. */
const WHOSE: Record<Role, string> = {
  owner: 'owners',
  editor: 'editors and owners',
  reviewer: 'everybody at the desk',
}

/** For an editor whose role does not reach so far. */
export function ForbiddenPage({ site, editor, needed }: { site: Site; editor: Editor; needed: Role }) {
  return (
    <DeskLayout site={site} editor={editor} title={`This is for ${WHOSE[needed]}`}>
      <p className="lede">
        You are signed in as {editor.role === 'editor' ? 'an' : 'a'} {editor.role}, so nothing was shown or
        done. An owner can change that, under Editors.
      </p>
      <p className="more">
        <a href="/desk">Back to the desk</a>
      </p>
    </DeskLayout>
  )
}

/** Holds what was sent with a session that had ended, until there is another one. */
export function SessionEndedPage({
  site,
  action,
  kept,
}: {
  site: Site
  /** Where the form went. */
  action: string
  /** None where it was too much. */
  kept: KeptForm | undefined
}) {
  return (
    <DeskMessage site={site} title="You are signed out">
      <p className="lede">
        {kept
          ? 'Nothing was saved yet, and nothing is lost: what you sent waits on this page.'
          : 'Nothing was saved: it was too much to be kept on this page. It is still in the page before, if you go back.'}
        {kept?.hasFile ? ' But the file is to be chosen once more.' : null}
      </p>
      <ol className="steps">
        <li>
          <a href="/desk/sign-in" target="_blank" rel="noreferrer">
            Sign in, in another tab
          </a>
          , and leave this one open.
        </li>
        <li>
          {kept ? 'Come back here and send it again.' : 'Go back in this one, and send it again.'}
          {kept ? (
            <form method="post" action={action}>
              {kept.fields.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a name can stand there several times
                <input key={index} type="hidden" name={name} value={value} />
              ))}
              <button type="submit">Send it again</button>
            </form>
          ) : null}
        </li>
      </ol>
    </DeskMessage>
  )
}
