import type { Category } from '../../../domain/tool.ts'
import { DeskLayout } from '../desk-layout.tsx'
import type { NewEntryPageProps } from '../writing/entry-notices.tsx'
import { ToolForm } from './tool-form.tsx'

interface NewToolPageProps extends NewEntryPageProps {
  readonly categories: readonly Category[]
}

/** For a tool that is not there yet. */
export function NewToolPage({ site, editor, categories, form }: NewToolPageProps) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/tools" title="New tool" eyebrow="Tools">
      {categories.length === 0 ? (
        <div className="trouble">
          <p>
            A tool needs a category, and there is none yet. <a href="/desk/new/category">Write a category</a>{' '}
            first.
          </p>
        </div>
      ) : null}
      <ToolForm action="/desk/tools" keep="tool:new" isNew {...{ form, categories }} />
    </DeskLayout>
  )
}
