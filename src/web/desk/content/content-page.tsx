import type { Problem } from '../../../actions/content/problem.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { TextArea } from '../fields.tsx'
import { Done, Trouble } from '../notices.tsx'

interface ContentPageProps {
  readonly site: Site
  readonly editor: Editor
  /** What an import has just done. */
  readonly imported?: { readonly added: number; readonly changed: number } | undefined
  readonly refused?:
    | { readonly text: string; readonly problem?: string; readonly problems?: readonly Problem[] }
    | undefined
}

/** All content as JSON: to be taken away, and brought along. */
export function ContentPage({ site, editor, imported, refused }: ContentPageProps) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/comparisons"
      title="Import and export"
      eyebrow={<a href="/desk/comparisons">Comparisons</a>}
    >
      {imported ? (
        <Done saves="content">
          <p>
            Imported: {imported.added} added, {imported.changed} changed.
          </p>
        </Done>
      ) : null}
      <section aria-labelledby="export">
        <h2 id="export">Export</h2>
        <p>
          Every category, seat, tool, review and comparison as it is now, in one JSON document. It is what{' '}
          <code>npx verdicts export</code> writes.
        </p>
        <form method="post" action="/desk/content/exports" data-download="">
          <button className="quiet" type="submit">
            Download the JSON
          </button>
        </form>
      </section>
      <section aria-labelledby="import">
        <h2 id="import">Import</h2>
        <p>
          What a document lists is added, or changed where it differs; what it leaves out stays. First you are
          shown what would change.
        </p>
        <form
          className="panel-form"
          method="post"
          action="/desk/content/dry-runs"
          encType="multipart/form-data"
          noValidate
          data-keep="content"
          data-typed={refused ? '' : undefined}
        >
          {refused?.problems ? <Problems problems={refused.problems} /> : null}
          <div className="field">
            <label htmlFor="file">A file</label>
            <input id="file" name="file" type="file" accept=".json,application/json" />
          </div>
          <TextArea
            name="document"
            label="Or paste a document"
            hint="JSON, of 10 MB at most. A file comes first, where both are given."
            rows={10}
            value={refused?.text}
            problem={refused?.problem}
          />
          <button type="submit">Show what would change</button>
        </form>
      </section>
    </DeskLayout>
  )
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  return (
    <Trouble>
      <p>Nothing was imported: the document has to be mended first.</p>
      <ul>
        {problems.slice(0, MOST_PROBLEMS).map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path ? <code>{path}</code> : 'The document'} {message}
          </li>
        ))}
      </ul>
      {problems.length > MOST_PROBLEMS ? <p>And {problems.length - MOST_PROBLEMS} more.</p> : null}
    </Trouble>
  )
}

const MOST_PROBLEMS = 200
