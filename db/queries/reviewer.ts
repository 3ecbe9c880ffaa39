import { sql } from 'kysely'
import type { Publication } from '../../src/domain/publication.ts'
import type { Db } from '../connect.ts'

export interface ReviewerSeat {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly status: Publication
}

/** The seats of the panel, in their order. */
export async function listSeats(db: Db): Promise<ReviewerSeat[]> {
  return db.selectFrom('currentReviewer').select(['id', 'slug', 'name', 'status']).orderBy('id').execute()
}

/** How many of a seat's reviews are published. */
export async function countReviewsOf(db: Db, slug: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from review
    where reviewer_id = (select id from reviewer where slug = ${slug})
      -- Few ever were.
      and id not in (
        select id from current_review
        where status = 'withdrawn' and id in (select review_id from review_version where status = 'withdrawn')
      )`.execute(db)
  return rows[0]!.count
}
