import type { AuditPage } from '../../../actions/audit/list.ts'
import type { SignedInEditor } from '../../../actions/editor/find-signed-in.ts'
import { formatSendTime } from '../../../domain/send-time.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment, momentInWords } from '../moment.tsx'
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
                <span className="note"> {readable(entry.detail, editor.timeZone)}</span>
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

/** The log keeps moments as programs write them; behind one that an editor chose stands the zone they chose it in. */
function readable(detail: string, deskZone: string): string {
  return detail.replaceAll(/(\d{4}-\d\d-\d\dT[\d:.]+Z)(?:, ([A-Za-z][\w+/-]*))?/g, (_, moment, timeZone) =>
    timeZone === undefined
      ? momentInWords(new Date(moment), deskZone)
      : formatSendTime({ sendAt: new Date(moment), timeZone }),
  )
}

function whoOf({ source, editorId, editorName }: AuditPage['entries'][number]): string {
  return source === 'desk' ? `${editorName} (${editorId})` : WHO[source]
}

const WHO = { command: 'Somebody in the terminal', program: 'The program' } as const
