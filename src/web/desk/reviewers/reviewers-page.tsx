import type { ListPage } from '../../../actions/content/list-page.ts'
import type { ListedName } from '../../../actions/reviewer/list-for-desk.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { EmptyList, Pager, SearchForm, WithdrawnTag } from '../writing/list-parts.tsx'

interface ReviewersPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly page: ListPage<ListedName>
}

/** The panel, in the order of its seats. */
export function ReviewersPage({ site, editor, page }: ReviewersPageProps) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/reviewers"
      title="Panel"
      actions={
        <>
          {includesRole(editor.role, 'editor') ? (
            <a className="button" href="/desk/new/reviewer">
              New seat
            </a>
          ) : null}
          <a className="button quiet" href="/desk/reviews">
            Reviews
          </a>
        </>
      }
    >
      <SearchForm path="/desk/reviewers" words={page.words} what="seats" />
      <EmptyList page={page} nothing="The panel has no seat yet. Add the first one." />
      <ul className="rows">
        {page.rows.map(({ slug, name, perspective, status }) => (
          <li key={slug}>
            <div>
              <a href={`/desk/reviewers/${slug}`}>{name}</a> <WithdrawnTag status={status} />
              <p className="note">{perspective}</p>
            </div>
            <a href={`/desk/reviews?seat=${slug}`}>
              Reviews<span className="visually-hidden"> of {name}</span>
            </a>
          </li>
        ))}
      </ul>
      <Pager path="/desk/reviewers" page={page} />
    </DeskLayout>
  )
}
