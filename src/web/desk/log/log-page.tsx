import type { AuditPage } from '../../../actions/audit/list.ts'
import { ACTS } from '../../../domain/audit.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment, momentInWords } from '../moment.tsx'

/** Who did what, newest first. */
export function LogPage({ site, editor, page }: { site: Site; editor: Editor; page: AuditPage }) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/log" title="Log">
      <p className="lede">Who did what. Entries are added, never changed or removed.</p>
      {page.entries.length === 0 ? <p className="empty">Nothing has been done yet.</p> : null}
      <ol className="rows log">
        {page.entries.map(({ id, source, editorId, editorName, kind, subject, detail, recordedAt }) => (
          <li key={id}>
            <p>
              <strong>{source === 'desk' ? `${editorName} (${editorId})` : WHO[source]}</strong>{' '}
              {readable(ACTS[kind]?.(subject) ?? `${kind} ${subject}`)}
              {detail === null ? null : <span className="note"> {readable(detail)}</span>}
            </p>
            <p className="note">
              <Moment at={recordedAt} />
            </p>
          </li>
        ))}
      </ol>
      {page.next === undefined ? null : (
        <p className="more">
          <a href={`/desk/log?before=${page.next}`}>Earlier entries</a>
        </p>
      )}
    </DeskLayout>
  )
}

/** The log keeps moments as programs write them. */
function readable(words: string): string {
  return words.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (moment) => momentInWords(new Date(moment)))
}

const WHO = { command: 'Somebody in the terminal', program: 'The program' } as const
