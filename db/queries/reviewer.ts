import type { Db } from '../connect.ts'

export interface ReviewerSeat {
  readonly id: number
  readonly slug: string
  readonly name: string
}

/** The seats of the panel, in their order. */
export async function listSeats(db: Db): Promise<ReviewerSeat[]> {
  return db.selectFrom('currentReviewer').select(['id', 'slug', 'name']).orderBy('id').execute()
}

/** How many of a seat's reviews are published. */
export async function countReviewsOf(db: Db, slug: string): Promise<number> {
  const { count } = await db
    .selectFrom('currentReview as review')
    .innerJoin('reviewer', 'reviewer.id', 'review.reviewerId')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('reviewer.slug', '=', slug)
    .where('review.status', '=', 'published')
    .executeTakeFirstOrThrow()
  return count
}
