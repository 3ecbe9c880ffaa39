import type { Db } from '../../../db/connect.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { type ErrandRow, findErrand } from '../../../db/queries/errand.ts'
import type { Config } from '../../config.ts'
import { maskAddress } from '../../domain/email-address.ts'
import type { ErrandKind } from '../../domain/errand.ts'
import { readToken } from '../../domain/link-token.ts'

/** `closed`: it was used, there is a newer one, or what it asks for is no longer possible. */
export type DeadErrand = { readonly outcome: 'invalid' | 'expired' | 'closed' }

/** An errand that waits for its button. Addresses are masked: links get forwarded. */
export interface OpenErrand {
  readonly outcome: 'open'
  readonly address: string
  readonly newAddress: string | undefined
}

/** Reads the link of an errand and changes nothing. */
export async function readErrandLink(
  context: { readonly db: Db; readonly config: Config },
  kind: ErrandKind,
  token: string,
): Promise<OpenErrand | DeadErrand> {
  const errand = await findOpenErrand(context, kind, token)
  if ('outcome' in errand) return errand
  const { address, newAddress } = errand
  return {
    outcome: 'open',
    address: maskAddress(address),
    newAddress: newAddress === null ? undefined : maskAddress(newAddress),
  }
}

/** The errand of a link, as long as it can be done. */
export async function findOpenErrand(
  { db, config }: { readonly db: Db; readonly config: Config },
  kind: ErrandKind,
  token: string,
): Promise<ErrandRow | DeadErrand> {
  const link = readToken(config.linkKeys, token)
  if (link === undefined || !('errandId' in link) || link.purpose !== kind) return { outcome: 'invalid' }
  if (link.expiresAt <= (await clockNow(db))) return { outcome: 'expired' }
  return (await findErrand(db, link)) ?? { outcome: 'closed' }
}
