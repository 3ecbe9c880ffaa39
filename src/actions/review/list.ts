import { type ListedReview, listReviews as list, type ReviewFilter } from '../../../db/queries/review-list.ts'
import { listSeats, type ReviewerSeat } from '../../../db/queries/reviewer.ts'
import type { Context } from '../../context.ts'
import { type ListPage, listPage, type Search } from '../content/list-page.ts'

export type ReviewSearch = Search & ReviewFilter

export interface ReviewList {
  readonly page: ListPage<ListedReview>
  /** Those whose reviews can be asked for. */
  readonly seats: readonly ReviewerSeat[]
}

/** A page of all reviews, withdrawn ones too, the newest first. */
export async function listReviews({ db }: Pick<Context, 'db'>, search: ReviewSearch): Promise<ReviewList> {
  const [page, seats] = await Promise.all([
    listPage(search, (wanted) => list(db, wanted, search)),
    listSeats(db),
  ])
  return { page, seats }
}
