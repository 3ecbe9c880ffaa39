import { listEditors as list } from '../../../db/queries/editor.ts'
import { listSeats, type ReviewerSeat } from '../../../db/queries/reviewer.ts'
import type { Context } from '../../context.ts'
import type { Editor } from '../../domain/editor.ts'

/** All who may sign in, and the seats that they may have. */
export interface Editors {
  readonly editors: readonly Editor[]
  readonly seats: readonly ReviewerSeat[]
}

export async function listEditors({ db }: Pick<Context, 'db'>): Promise<Editors> {
  const [editors, seats] = await Promise.all([list(db), listSeats(db)])
  return { editors, seats }
}
