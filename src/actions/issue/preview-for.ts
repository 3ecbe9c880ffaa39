import type { Db } from '../../../db/connect.ts'
import { type Audience, findPortion } from '../../../db/queries/audience.ts'
import { findOpenDeliveries } from '../../../db/queries/batch-claim.ts'
import { findComparisonTitles } from '../../../db/queries/comparison.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { findLedgerLine } from '../../../db/queries/ledger.ts'
import { findPreferences } from '../../../db/queries/preferences.ts'
import { findSubscriber } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import type { DeliveryState, Exclusion } from '../../domain/delivery.ts'
import type { Issue } from '../../domain/issue.ts'
import type { Selection } from '../../domain/selection.ts'
import type { SubscriberStatus } from '../../domain/subscriber.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { loadEditions } from './load-editions.ts'
import { type EditionPreview, showEdition } from './show-edition.ts'

/** What an issue brings one subscriber. */
export type PortionOfIssue =
  /** @property state where it stands in the ledger; nothing while there is none. */
  | { readonly gets: 'an-edition'; readonly shown: EditionPreview; readonly state?: DeliveryState }
  | { readonly gets: 'nothing'; readonly because: Exclusion }
  /** Only who is confirmed is in the audience. */
  | { readonly gets: 'not-confirmed'; readonly status: SubscriberStatus }
  /** They are not in the ledger: confirmed after the freeze, or the ledger is retired. */
  | { readonly gets: 'not-in-ledger' }

export interface SubscriberPreview {
  readonly issue: Issue
  /** What they chose; nothing once they were erased. */
  readonly selection: Selection | undefined
  readonly portion: PortionOfIssue
  /** Those that they get, as they are called now. */
  readonly comparisons: readonly { readonly slug: string; readonly title: string }[]
}

/** An issue for one subscriber: by the ledger once it is frozen, and until then as the freeze would decide now. */
export async function previewFor(
  { db, config }: Pick<Context, 'db' | 'config'>,
  issueNumber: number,
  subscriberId: number,
): Promise<SubscriberPreview | undefined> {
  return atOneMoment(db, async (tx) => {
    const issue = await findIssue(tx, issueNumber)
    const subscriber = issue && (await findSubscriber(tx, subscriberId))
    if (!issue || !subscriber) return undefined
    const editions = await loadEditions(tx, { config }, issue)
    const { audience } = editions
    const decided = audience
      ? await decideNow(tx, audience, subscriber)
      : await readLedger(tx, issueNumber, subscriberId)
    const portion =
      'editionNumber' in decided
        ? {
            gets: 'an-edition' as const,
            shown: showEdition(editions, decided.editionNumber)!,
            ...('state' in decided ? { state: decided.state } : {}),
          }
        : decided
    return {
      issue,
      selection: await findPreferences(tx, subscriberId),
      portion,
      comparisons: 'shown' in portion ? await findComparisonTitles(tx, portion.shown.comparisons) : [],
    }
  })
}

type Decided =
  | Exclude<PortionOfIssue, { gets: 'an-edition' }>
  | { readonly editionNumber: number; readonly state?: DeliveryState }

async function decideNow(
  db: Db,
  audience: Audience,
  { id, status }: { readonly id: number; readonly status: SubscriberStatus },
): Promise<Decided> {
  const portion = await findPortion(db, audience, id)
  if (!portion) return { gets: 'not-confirmed', status }
  if (portion.exclusion) return { gets: 'nothing', because: portion.exclusion }
  return { editionNumber: portion.editionNumber! }
}

/** Who is still to be mailed is looked at as right before their mail leaves: they may have left since. */
async function readLedger(db: Db, issueNumber: number, subscriberId: number): Promise<Decided> {
  const line = await findLedgerLine(db, issueNumber, subscriberId)
  if (!line) return { gets: 'not-in-ledger' }
  if (line.exclusion) return { gets: 'nothing', because: line.exclusion }
  if (line.state === 'to-send') {
    const open = await findOpenDeliveries(db, { issueNumber, batchNumber: line.batchNumber! })
    const leaving = open.find((delivery) => delivery.subscriberId === subscriberId)?.leaving
    if (leaving) return { gets: 'nothing', because: leaving }
  }
  return { editionNumber: line.editionNumber!, state: line.state }
}
