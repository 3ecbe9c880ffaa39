import { countSuppressions, newestSuppressions } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import { maskAddress } from '../../domain/email-address.ts'
import { isErasedAddress, type SuppressionReason } from '../../domain/suppression.ts'

/** What is suppressed at the moment. Addresses are masked: this goes to screens. */
export interface SuppressionOverview {
  readonly counts: readonly { readonly reason: SuppressionReason; readonly count: number }[]
  readonly newest: readonly {
    readonly address: string
    readonly reason: SuppressionReason
    readonly note: string | null
    readonly createdAt: Date
  }[]
}

const NEWEST = 20

/** How many addresses are suppressed for which reason, and the newest of them. */
export async function listSuppressions({ db }: Pick<Context, 'db'>): Promise<SuppressionOverview> {
  const [counts, newest] = await Promise.all([countSuppressions(db), newestSuppressions(db, NEWEST)])
  return {
    counts,
    newest: newest.map(({ address, reason, note, createdAt }) => ({
      address: isErasedAddress(address) ? '(erased)' : maskAddress(address),
      reason,
      note,
      createdAt,
    })),
  }
}
