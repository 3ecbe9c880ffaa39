import type { OpenReviewer } from '../../../actions/reviewer/open.ts'
import { type Editor, includesRole } from '../../../domain/editor.ts'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { Moment } from '../moment.tsx'
import type { FilledForm } from '../writing/filled-form.tsx'
import { WithdrawnTag } from '../writing/list-parts.tsx'
import { SavedNotice } from '../writing/saved-notice.tsx'
import { type StatusChange, StatusNotice } from '../writing/status-notice.tsx'
import { ReviewerForm } from './reviewer-form.tsx'
import { ReviewerPublication } from './reviewer-publication.tsx'

interface ReviewerPageProps extends StatusChange {
  readonly site: Site
  readonly editor: Editor
  readonly reviewer: OpenReviewer
  readonly form: FilledForm
  /** How it was saved just now. */
  readonly saved?: string | undefined
}

/** One seat of the panel. */
export function ReviewerPage({ site, editor, reviewer, form, saved, done, trouble }: ReviewerPageProps) {
  const { entry, version, recordedAt, recordedBy } = reviewer
  const keep = `reviewer:${entry.slug}`
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/reviewers"
      title={entry.name}
      eyebrow={
        <>
          Panel
          <WithdrawnTag status={entry.status} />
        </>
      }
    >
      <SavedNotice saved={saved} keeps={[keep, 'reviewer:new']} />
      <StatusNotice {...{ done, trouble }} status={entry.status} words={DONE} />
      <p className="note">
        Version {version}, saved by {recordedBy ?? 'an import'} on <Moment at={recordedAt} />
      </p>
      {includesRole(editor.role, 'editor') ? (
        <>
          <ReviewerForm
            action={`/desk/reviewers/${entry.slug}`}
            isPublished={entry.status === 'published'}
            {...{ keep, form }}
          />
          <ReviewerPublication reviewer={reviewer} />
        </>
      ) : (
        <p className="lede">{entry.perspective}</p>
      )}
    </DeskLayout>
  )
}

const DONE = {
  published: 'Published: its reviews count.',
  withdrawn: 'Withdrawn: its reviews count nowhere.',
}

/** For one that is not there yet. */
export function NewReviewerPage({ site, editor, form }: Pick<ReviewerPageProps, 'site' | 'editor' | 'form'>) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/reviewers" title="New seat" eyebrow="Panel">
      <ReviewerForm action="/desk/reviewers" keep="reviewer:new" isNew form={form} />
    </DeskLayout>
  )
}
