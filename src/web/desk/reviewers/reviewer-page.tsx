import type { OpenReviewer } from '../../../actions/reviewer/open.ts'
import { includesRole } from '../../../domain/editor.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { EntryNotices, type EntryPageProps, type NewEntryPageProps } from '../writing/entry-notices.tsx'
import { WithdrawnTag } from '../writing/list-parts.tsx'
import { ReviewerForm } from './reviewer-form.tsx'
import { ReviewerPublication } from './reviewer-publication.tsx'

interface ReviewerPageProps extends EntryPageProps {
  readonly reviewer: OpenReviewer
}

/** One seat of the panel. */
export function ReviewerPage({ site, editor, reviewer, form, ...pressed }: ReviewerPageProps) {
  const { entry } = reviewer
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
      <EntryNotices {...pressed} stored={reviewer} keeps={[keep, 'reviewer:new']} words={DONE} />
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
export function NewReviewerPage({ site, editor, form }: NewEntryPageProps) {
  return (
    <DeskLayout site={site} editor={editor} at="/desk/reviewers" title="New seat" eyebrow="Panel">
      <ReviewerForm action="/desk/reviewers" keep="reviewer:new" isNew form={form} />
    </DeskLayout>
  )
}
