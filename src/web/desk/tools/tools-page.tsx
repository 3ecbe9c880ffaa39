import type { ListPage } from '../../../actions/content/list-page.ts'
import type { ToolRow, ToolSearch } from '../../../actions/tool/list.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Category } from '../../../domain/tool.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { EmptyList, Pager, SearchForm, WithdrawnTag } from '../writing/list-parts.tsx'
import { SourceTag } from '../writing/source-notes.tsx'

interface ToolsPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly page: ListPage<ToolRow>
  readonly search: ToolSearch
  readonly categories: readonly Category[]
}

/** Every tool, the newest first. */
export function ToolsPage({ site, editor, page, search, categories }: ToolsPageProps) {
  const hasSeat = editor.reviewerId !== null
  const query = {
    category: search.category,
    unreviewed: search.unreviewed ? 'yes' : undefined,
    withdrawn: search.withdrawn ? 'yes' : undefined,
  }
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/tools"
      title="Tools"
      actions={
        <>
          {includesRole(editor.role, 'editor') ? (
            <a className="button" href="/desk/new/tool">
              New tool
            </a>
          ) : null}
          <a className="button quiet" href="/desk/reviews">
            Reviews
          </a>
        </>
      }
    >
      <SearchForm path="/desk/tools" words={page.words} what="tools">
        <label>
          Category
          <select name="category" defaultValue={search.category}>
            <option value="">All</option>
            {categories.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {hasSeat ? (
          <label className="check">
            <input type="checkbox" name="unreviewed" value="yes" defaultChecked={search.unreviewed} /> Without
            my review
          </label>
        ) : null}
        <label className="check">
          <input type="checkbox" name="withdrawn" value="yes" defaultChecked={search.withdrawn} /> Only
          withdrawn
        </label>
      </SearchForm>
      <EmptyList
        page={page}
        isFiltered={search.category !== '' || search.unreviewed || search.withdrawn}
        nothing="There is no tool yet. Write the first one, or import some."
      />
      <ul className="rows">
        {page.rows.map(
          ({ slug, name, category, entryPrice, status, reviews, isReviewed, sourceProblems }) => (
            <li key={slug}>
              <div>
                <a href={`/desk/tools/${slug}`}>{name}</a> <SourceTag problems={sourceProblems} />
                <WithdrawnTag status={status} />
                <p className="note">
                  {category}, {entryPrice}
                </p>
              </div>
              <p className="note">
                {reviews === 1 ? '1 review' : `${reviews} reviews`}
                {hasSeat && !isReviewed ? ', yours is missing' : ''}
              </p>
            </li>
          ),
        )}
      </ul>
      <Pager path="/desk/tools" page={page} query={query} />
    </DeskLayout>
  )
}
