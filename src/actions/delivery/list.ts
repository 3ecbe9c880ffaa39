import { type ListedDelivery, listDeliveries as list } from '../../../db/queries/delivery-list.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { ListedState } from '../../domain/listed-delivery.ts'

export interface DeliveryPage {
  readonly deliveries: readonly ListedDelivery[]
  /** What the next page begins after; nothing when this is the last one. */
  readonly next: number | undefined
}

const PAGE = 50

/** A page of an issue's rejected or unknown deliveries; nothing where there is no such issue. */
export async function listDeliveries(
  { db }: Pick<Context, 'db'>,
  issueNumber: number,
  { state, after = 0 }: { readonly state: ListedState; readonly after?: number | undefined },
): Promise<DeliveryPage | undefined> {
  if (!(await findIssue(db, issueNumber))) return undefined
  const found = await list(db, issueNumber, { state, after, limit: PAGE + 1 })
  const deliveries = found.slice(0, PAGE)
  return { deliveries, next: found.length > PAGE ? deliveries.at(-1)!.subscriberId : undefined }
}
