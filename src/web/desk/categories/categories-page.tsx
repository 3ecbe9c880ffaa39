import type { ListedName } from '../../../actions/category/list-for-desk.ts'
import type { ListPage } from '../../../actions/content/list-page.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { EmptyList, Pager, SearchForm, WithdrawnTag } from '../writing/list-parts.tsx'

interface CategoriesPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly page: ListPage<ListedName>
}

/** Every category, by name. */
export function CategoriesPage({ site, editor, page }: CategoriesPageProps) {
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/categories"
      title="Categories"
      actions={
        includesRole(editor.role, 'editor') ? (
          <a className="button" href="/desk/new/category">
            New category
          </a>
        ) : null
      }
    >
      <SearchForm path="/desk/categories" words={page.words} what="categories" />
      <EmptyList page={page} nothing="There is no category yet. Write the first one: a tool needs it." />
      <ul className="rows">
        {page.rows.map(({ slug, name, status }) => (
          <li key={slug}>
            <div>
              <a href={`/desk/categories/${slug}`}>{name}</a> <WithdrawnTag status={status} />
            </div>
            <a href={`/desk/tools?category=${slug}`}>
              Tools<span className="visually-hidden"> of {name}</span>
            </a>
          </li>
        ))}
      </ul>
      <Pager path="/desk/categories" page={page} />
    </DeskLayout>
  )
}
