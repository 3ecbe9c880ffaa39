import type { OpenCategory } from '../../../actions/category/open.ts'
import { includesRole } from '../../../domain/editor.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { EntryNotices, type EntryPageProps, type NewEntryPageProps } from '../writing/entry-notices.tsx'
import { WithdrawnTag } from '../writing/list-parts.tsx'
import { CategoryForm } from './category-form.tsx'
import { CategoryPublication } from './category-publication.tsx'

interface CategoryPageProps extends EntryPageProps {
  readonly category: OpenCategory
}

/** One category. */
export function CategoryPage({ site, editor, category, form, ...pressed }: CategoryPageProps) {
  const { entry } = category
  const keep = `category:${entry.slug}`
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/categories"
      title={entry.name}
      eyebrow={
        <>
          Category
          <WithdrawnTag status={entry.status} />
        </>
      }
    >
      <EntryNotices {...pressed} stored={category} keeps={[keep, 'category:new']} words={DONE} />
      {includesRole(editor.role, 'editor') ? (
        <>
          <CategoryForm
            action={`/desk/categories/${entry.slug}`}
            isPublished={entry.status === 'published'}
            {...{ keep, form }}
          />
          <CategoryPublication category={category} />
        </>
      ) : (
        <p className="lede">{entry.name}</p>
      )}
    </DeskLayout>
  )
}

const DONE = {
  published: 'Published: readers can choose it.',
  withdrawn: 'Withdrawn: readers can’t choose it.',
}

/** For one that is not there yet. */
export function NewCategoryPage({ site, editor, form }: NewEntryPageProps) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/categories" title="New category" eyebrow="Categories">
      <CategoryForm action="/desk/categories" keep="category:new" isNew form={form} />
    </DeskLayout>
  )
}
