import type { AuditPage } from '../../../actions/audit/list.ts'
import type { SignedInEditor } from '../../../actions/editor/find-signed-in.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment, Told } from '../moment.tsx'
import { Deed } from './deed.tsx'

/** Who did what, newest first. */
export function LogPage({ site, editor, page }: { site: Site; editor: SignedInEditor; page: AuditPage }) {
  const { entries, names, next } = page
  return (
    <DeskLayout site={site} editor={editor} at="/desk/log" title="Log">
      <p className="lede">Who did what. Entries are added, never changed or removed.</p>
      {entries.length === 0 ? <p className="empty">Nothing has been done yet.</p> : null}
      <ol className="rows log">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p>
              <strong>{whoOf(entry)}</strong> <Deed {...{ entry, names }} />
              {entry.detail === null ? null : (
                <span className="note">
                  : <Told text={entry.detail} />
                </span>
              )}
            </p>
            <p className="note">
              <Moment at={entry.recordedAt} />
            </p>
          </li>
        ))}
      </ol>
      {next === undefined ? null : (
        <p className="more">
          <a href={`/desk/log?before=${next}`}>Earlier entries</a>
        </p>
      )}
    </DeskLayout>
  )
}

function whoOf({ source, editorId, editorName }: AuditPage['entries'][number]): string {
  return source === 'desk' ? `${editorName} (${editorId})` : WHO[source]
}

const WHO = { command: 'Somebody in the terminal', program: 'The program' } as const
