import type { ComparisonRow, ComparisonSearch } from '../../../actions/comparison/list-for-desk.ts'
import type { ListPage } from '../../../actions/content/list-page.ts'
import { COMPARISON_STATUSES, comparisonTitle } from '../../../domain/comparison.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import { EmptyList, Pager, SearchForm } from '../writing/list-parts.tsx'

interface ComparisonsPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly page: ListPage<ComparisonRow>
  readonly search: ComparisonSearch
}

/** Every comparison, the newest first. */
export function ComparisonsPage({ site, editor, page, search }: ComparisonsPageProps) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/comparisons"
      title="Comparisons"
      actions={
        includesRole(editor.role, 'editor') ? (
          <>
            <a className="button" href="/desk/new/comparison">
              New comparison
            </a>
            <a className="button quiet" href="/desk/content">
              Import and export
            </a>
          </>
        ) : null
      }
    >
      <SearchForm path="/desk/comparisons" words={page.words} what="comparisons">
        <label>
          Status
          <select name="status" defaultValue={search.status ?? ''}>
            <option value="">All</option>
            {COMPARISON_STATUSES.map((status) => (
              <option key={status} value={status}>
                {status}
              </option>
            ))}
          </select>
        </label>
      </SearchForm>
      <EmptyList
        page={page}
        isFiltered={search.status !== undefined}
        nothing="There is no comparison yet. It takes two tools to write one."
      />
      <ul className="rows">
        {page.rows.map((comparison) => (
          <li key={comparison.slug}>
            <div>
              <a href={`/desk/comparisons/${comparison.slug}`}>{comparisonTitle(comparison)}</a>{' '}
              <b className={`status ${comparison.status}`}>{comparison.status}</b>
              {comparison.isStale ? <span className="tag stale">Stale</span> : null}
            </div>
            <p className="note">
              Saved on <Moment at={comparison.recordedAt} />
            </p>
          </li>
        ))}
      </ul>
      <Pager path="/desk/comparisons" page={page} query={{ status: search.status }} />
    </DeskLayout>
  )
}
