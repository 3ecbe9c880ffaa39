import type { OpenCategory } from '../../../actions/category/open.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import type { FilledForm } from '../writing/filled-form.tsx'
import { WithdrawnTag } from '../writing/list-parts.tsx'
import { SavedNotice } from '../writing/saved-notice.tsx'
import { type StatusChange, StatusNotice } from '../writing/status-notice.tsx'
import { CategoryForm } from './category-form.tsx'
import { CategoryPublication } from './category-publication.tsx'

interface CategoryPageProps extends StatusChange {
  readonly site: Site
  readonly editor: Editor
  readonly category: OpenCategory
  readonly form: FilledForm
  /** How it was saved just now. */
  readonly saved?: string | undefined
}

/** One category. */
export function CategoryPage({ site, editor, category, form, saved, done, trouble }: CategoryPageProps) {
  const { entry, version, recordedAt, recordedBy } = category
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
      <SavedNotice saved={saved} keeps={[keep, 'category:new']} />
      <StatusNotice {...{ done, trouble }} status={entry.status} words={DONE} />
      <p className="note">
        Version {version}, saved by {recordedBy ?? 'an import'} on <Moment at={recordedAt} />
      </p>
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
export function NewCategoryPage({ site, editor, form }: Pick<CategoryPageProps, 'site' | 'editor' | 'form'>) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/categories" title="New category" eyebrow="Categories">
      <CategoryForm action="/desk/categories" keep="category:new" isNew form={form} />
    </DeskLayout>
  )
}
