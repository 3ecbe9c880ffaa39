import type { EntryChange } from '../../../domain/content-changes.ts'
import { CONTENT_LISTS } from '../../../domain/content-document.ts'
import type { Editor } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Trouble } from '../notices.tsx'

interface DryRunPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly text: string
  readonly changes: readonly EntryChange[]
  readonly stamp: string
  /** Whether it is not what was shown before, and was to be imported. */
  readonly isAnother?: boolean
}

/** What an import would change, before it does. */
export function DryRunPage({ site, editor, text, changes, stamp, isAnother }: DryRunPageProps) {
  const [added, changed, unchanged] = (['added', 'changed', 'unchanged'] as const).map((kind) =>
    changes.filter((change) => change.kind === kind),
  ) as [EntryChange[], EntryChange[], EntryChange[]]
  const nothing = added.length + changed.length === 0
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/comparisons"
      title="What the import would change"
      eyebrow={<a href="/desk/content">Import and export</a>}
    >
      {isAnother ? (
        <Trouble>
          Nothing was imported: somebody has saved meanwhile what this would change. Here is what it would
          change now.
        </Trouble>
      ) : null}
      <p className="lede">
        {added.length} would be added, {changed.length} changed; {unchanged.length} would stay as they are.
        Nothing is imported yet.
      </p>
      {nothing ? (
        <p className="empty">The document says what is stored already. There is nothing to import.</p>
      ) : (
        <form className="actions" method="post" action="/desk/content/imports" encType="multipart/form-data">
          <textarea name="document" defaultValue={text} hidden readOnly />
          <input type="hidden" name="stamp" value={stamp} />
          <button type="submit">Import it</button>
          <a href="/desk/content">Leave it</a>
        </form>
      )}
      {added.length > 0 ? (
        <section aria-labelledby="added">
          <h2 id="added">Added</h2>
          <Added changes={added.slice(0, MOST)} />
          <More of={added} />
        </section>
      ) : null}
      {changed.length > 0 ? (
        <section aria-labelledby="changed">
          <h2 id="changed">Changed</h2>
          {changed.slice(0, MOST).map((change) => (
            <Changed key={`${change.list} ${change.name}`} change={change} />
          ))}
          <More of={changed} />
        </section>
      ) : null}
    </DeskLayout>
  )
}

/** A page that holds more of them is read by nobody. */
const MOST = 500

function More({ of }: { of: readonly EntryChange[] }) {
  return of.length > MOST ? <p>And {of.length - MOST} more.</p> : null
}

function Added({ changes }: { changes: readonly EntryChange[] }) {
  return CONTENT_LISTS.map((list) => {
    const names = changes.filter((change) => change.list === list).map(({ name }) => name)
    if (names.length === 0) return null
    return (
      <p key={list}>
        <strong>{list}:</strong> {names.join(', ')}
      </p>
    )
  })
}

function Changed({ change: { list, name, fields } }: { change: EntryChange }) {
  return (
    <section className="changes">
      <h3>
        {list}: {name}
      </h3>
      <dl>
        {fields.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>
              <del>{before === '' ? 'Nothing' : before}</del>
              <ins>{after === '' ? 'Nothing' : after}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
