import type { OpenReview } from '../../../actions/review/open.ts'
import { type Editor, mayReview } from '../../../domain/editor.ts'
import { Paragraphs } from '../../parts/paragraphs.tsx'
import { VerdictBadge } from '../../parts/verdict-badge.tsx'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { SelectField, TextArea } from '../fields.tsx'
import { EntryForm } from '../writing/entry-form.tsx'
import { type FilledForm, fieldOf } from '../writing/filled-form.tsx'
import { SavedNotice } from '../writing/saved-notice.tsx'

interface ReviewPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly open: OpenReview
  readonly form: FilledForm
  readonly isSaved: boolean
}

/** What one seat of the panel says of one tool. */
export function ReviewPage({ site, editor, open, form, isSaved }: ReviewPageProps) {
  const { tool, seat, review } = open
  const path = `/desk/tools/${tool.slug}/reviews/${seat.slug}`
  const keep = `review:${tool.slug}/${seat.slug}`
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/tools"
      title={`${seat.name} on ${tool.name}`}
      eyebrow={<a href={`/desk/tools/${tool.slug}`}>{tool.name}</a>}
    >
      <SavedNotice saved={isSaved} keeps={[keep]} />
      {isSaved ? (
        <p>
          <a href={`/desk/tools/${tool.slug}`}>The other reviews of {tool.name}</a>
        </p>
      ) : null}
      <p className="lede">{tool.tagline}</p>
      {mayReview(editor, seat.id) ? (
        <EntryForm
          action={path}
          {...{ keep, form }}
          save="Save"
          note={<p className="note">Published comparisons show it as soon as it is saved.</p>}
        >
          <SelectField {...fieldOf(form, 'verdict')} label="Verdict" options={VERDICTS} />
          <TextArea
            {...fieldOf(form, 'quote')}
            label="Quote"
            rows={10}
            hint="Why, in the reviewer’s own words. Plain text: a blank line begins a paragraph."
          />
        </EntryForm>
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

const VERDICTS = [
  { value: '', label: 'Choose one' },
  { value: 'ship', label: 'Ship' },
  { value: 'skip', label: 'Skip' },
]
