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
