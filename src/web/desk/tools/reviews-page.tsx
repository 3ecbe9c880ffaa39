import type { ReviewList, ReviewSearch } from '../../../actions/review/list.ts'
import type { Editor } from '../../../domain/editor.ts'
import { VerdictBadge } from '../../parts/verdict-badge.tsx'
import type { Site } from '../../site.ts'
import { DeskLayout } from '../desk-layout.tsx'
import { EmptyList, Pager, SearchForm, WithdrawnTag } from '../writing/list-parts.tsx'

interface ReviewsPageProps extends ReviewList {
  readonly site: Site
  readonly editor: Editor
  readonly search: ReviewSearch
}

/** Every review of the panel, the newest first. */
export function ReviewsPage({ site, editor, page, seats, search }: ReviewsPageProps) {
  const { seat, verdict, withdrawn } = search
  const own = seats.find(({ id }) => id === editor.reviewerId)
  return (
    <DeskLayout
      site={site}
      editor={editor}
      at="/desk/tools"
      title="Reviews"
      eyebrow={<a href="/desk/tools">Tools</a>}
      actions={
        own && seat !== own.slug ? (
          <a className="button quiet" href={`/desk/reviews?seat=${own.slug}`}>
            Only mine
          </a>
        ) : null
      }
    >
      <SearchForm path="/desk/reviews" words={page.words} what="reviews">
        <label>
          Seat
          <select name="seat" defaultValue={seat ?? ''}>
            <option value="">All</option>
            {seats.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Verdict
          <select name="verdict" defaultValue={verdict ?? ''}>
            <option value="">Both</option>
            <option value="ship">Ship</option>
            <option value="skip">Skip</option>
          </select>
        </label>
        <label className="check">
          <input type="checkbox" name="withdrawn" value="yes" defaultChecked={withdrawn} /> Withdrawn only
        </label>
      </SearchForm>
      <EmptyList
        page={page}
        isFiltered={Boolean(seat || verdict || withdrawn)}
        nothing="There is no review yet. Each tool’s page lists the seats that can write one."
      />
      <ul className="rows">
        {page.rows.map(({ tool, toolName, reviewer, reviewerName, ...review }) => (
          <li key={`${tool}/${reviewer}`}>
            <div>
              <a href={`/desk/tools/${tool}/reviews/${reviewer}`}>
                {reviewerName} on {toolName}
              </a>
              {own?.slug === reviewer ? <span className="tag">You</span> : null}
              <WithdrawnTag status={review.reviewerStatus === 'withdrawn' ? 'withdrawn' : review.status} />
              <p className="note">{beginning(review.quote)}</p>
            </div>
            <VerdictBadge verdict={review.verdict} />
          </li>
        ))}
      </ul>
      <Pager
        path="/desk/reviews"
        page={page}
        query={{ seat, verdict, withdrawn: withdrawn ? 'yes' : undefined }}
      />
    </DeskLayout>
  )
}

const BEGINNING = 160

function beginning(quote: string): string {
  return quote.length <= BEGINNING ? quote : `${quote.slice(0, BEGINNING).trimEnd()}…`
}
