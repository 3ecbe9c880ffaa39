import type { Stored } from '../../../domain/content-document.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Reviewer } from '../../../domain/review.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import type { FilledForm } from '../writing/filled-form.tsx'
import { SavedNotice } from '../writing/saved-notice.tsx'
import { ReviewerForm } from './reviewer-form.tsx'

interface ReviewerPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly reviewer: Stored<Reviewer>
  readonly form: FilledForm
  /** How it was saved just now. */
  readonly saved?: string | undefined
}

/** One seat of the panel. */
export function ReviewerPage({ site, editor, reviewer, form, saved }: ReviewerPageProps) {
  const { entry, version, recordedAt, recordedBy } = reviewer
  const keep = `reviewer:${entry.slug}`
  return (
    <DeskLayout site={site} editor={editor} at="/desk/reviewers" title={entry.name} eyebrow="Panel">
      <SavedNotice saved={saved} keeps={[keep, 'reviewer:new']} />
      <p className="note">
        Version {version}, saved by {recordedBy ?? 'an import'} on <Moment at={recordedAt} />
      </p>
      {includesRole(editor.role, 'editor') ? (
        <ReviewerForm action={`/desk/reviewers/${entry.slug}`} {...{ keep, form }} />
      ) : (
        <p className="lede">{entry.perspective}</p>
      )}
    </DeskLayout>
  )
}

/** For one that is not there yet. */
export function NewReviewerPage({ site, editor, form }: Pick<ReviewerPageProps, 'site' | 'editor' | 'form'>) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/reviewers" title="New seat" eyebrow="Panel">
      <ReviewerForm action="/desk/reviewers" keep="reviewer:new" isNew form={form} />
    </DeskLayout>
  )
}
