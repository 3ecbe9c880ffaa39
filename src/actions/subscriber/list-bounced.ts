import {
  type BouncedConfirmation,
  listBouncedConfirmations,
} from '../../../db/queries/bounced-confirmation.ts'
import type { Context } from '../../context.ts'
import { maskAddress } from '../../domain/email-address.ts'

const NEWEST = 20

/**
 * Those who asked for the newsletter, and whose confirmation mail bounced: the newest. Addresses are masked, as
 * this goes to screens; what is wrong with most of them is the domain.
 */
export async function listBounced({ db }: Pick<Context, 'db'>): Promise<BouncedConfirmation[]> {
  const bounced = await listBouncedConfirmations(db, NEWEST)
  return bounced.map(({ address, ...bounce }) => ({ address: maskAddress(address), ...bounce }))
}
