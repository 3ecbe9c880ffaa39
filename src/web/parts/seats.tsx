import type { Review } from '../../domain/review.ts'

/** The panel at a glance, one mark a seat: filled for ship, outlined for skip. The numbers stand beside it. */
export function Seats({ reviews }: { reviews: readonly Review[] }) {
  if (reviews.length === 0) return null
  return (
    <span className="seats" aria-hidden="true">
      {reviews.map(({ reviewer, verdict }) => (
        <i key={reviewer.slug} className={verdict} />
      ))}
    </span>
  )
}
