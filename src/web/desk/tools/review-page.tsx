import type { OpenReview } from '../../../actions/review/open.ts'
import { includesRole, mayReview } from '../../../domain/editor.ts'
import type { Publication } from '../../../domain/publication.ts'
import { Paragraphs } from '../../parts/paragraphs.tsx'
import { VerdictBadge } from '../../parts/verdict-badge.tsx'
import { DeskLayout } from '../desk-layout.tsx'
import { SelectField, TextArea } from '../fields.tsx'
import { EntryForm } from '../writing/entry-form.tsx'
import type { EntryPageProps } from '../writing/entry-notices.tsx'
import { fieldOf } from '../writing/filled-form.tsx'
import { WithdrawnTag } from '../writing/list-parts.tsx'
import { SavedNotice } from '../writing/saved-notice.tsx'
import { StatusNotice } from '../writing/status-notice.tsx'
import { ReviewPublication } from './review-publication.tsx'

interface ReviewPageProps extends EntryPageProps {
  readonly open: OpenReview
}

/** What one seat of the panel says of one tool. */
export function ReviewPage({ site, editor, open, form, saved, done, trouble }: ReviewPageProps) {
  const { tool, seat, review } = open
  const path = `/desk/tools/${tool.slug}/reviews/${seat.slug}`
  const keep = `review:${tool.slug}/${seat.slug}`
  const isWithdrawn = review?.entry.status === 'withdrawn'
  const counts = seat.status === 'published'
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/tools"
      title={`${seat.name} on ${tool.name}`}
      eyebrow={
        <>
          <a href={`/desk/tools/${tool.slug}`}>{tool.name}</a>
          {review ? <WithdrawnTag status={review.entry.status} /> : null}
        </>
      }
    >
      <SavedNotice saved={saved} keeps={[keep]} />
      {saved ? (
        <p>
          <a href={`/desk/tools/${tool.slug}`}>The other reviews of {tool.name}</a>
        </p>
      ) : null}
      <StatusNotice {...{ done, trouble }} status={review?.entry.status} words={DONE} />
      {counts ? null : (
        <p className="trouble">
          <a href={`/desk/reviewers/${seat.slug}`}>{seat.name}</a> is withdrawn: none of its reviews counts
          until it is published again.
        </p>
      )}
      <p className="lede">{tool.tagline}</p>
      {mayReview(editor, seat.id) ? (
        <>
          <EntryForm
            action={path}
            {...{ keep, form }}
            save="Save"
            note={<p className="note">{isWithdrawn ? STAYS_WITHDRAWN : counts ? IS_SHOWN : STAYS_OUT}</p>}
          >
            <SelectField {...fieldOf(form, 'verdict')} label="Verdict" options={VERDICTS} />
            <TextArea
              {...fieldOf(form, 'quote')}
              label="Quote"
              rows={10}
              hint="Why, in the reviewer’s own words. Plain text: a blank line begins a paragraph."
            />
          </EntryForm>
          {counts ? <ReviewPublication open={open} seesIssues={includesRole(editor.role, 'editor')} /> : null}
        </>
      ) : review ? (
        <section>
          <VerdictBadge verdict={review.entry.verdict} />
          <blockquote>
            <Paragraphs text={review.entry.quote} />
          </blockquote>
        </section>
      ) : (
        <p className="empty">It is not written yet.</p>
      )}
    </DeskLayout>
  )
}

const IS_SHOWN = 'Published comparisons show it as soon as it is saved.'
const STAYS_OUT = 'Its seat is withdrawn: readers see nothing of it, saved or not, until that is published.'
const STAYS_WITHDRAWN = 'It is withdrawn: readers see nothing of it, saved or not, until it is published.'

const DONE: Readonly<Record<Publication, string>> = {
  published: 'Published: published comparisons show it, and it counts.',
  withdrawn: 'Withdrawn: readers see nothing of it now, and it counts nowhere.',
}

const VERDICTS = [
  { value: '', label: 'Choose one' },
  { value: 'ship', label: 'Ship' },
  { value: 'skip', label: 'Skip' },
]
