import type { Fault } from './faults/fault.ts'
import type { Stage } from './stage.ts'

/** Bugs that the rehearsal plants to prove that it finds them; each stands for one that a product could have. */
export const PLANTS = {
  double: {
    what: 'an accepted batch is sent again under a new key, as a program would that takes a lost answer for a refusal',
    strike: sendAgain,
  },
  loss: {
    what: 'a batch is counted as accepted and never sent, as a program would that counts before it sends',
    strike: countUnsent,
  },
} as const satisfies Record<string, Fault>
export type Plant = keyof typeof PLANTS

async function sendAgain({ house, issue, until }: Stage): Promise<void> {
  await until('a batch to be accepted', async () => {
    const { batches } = await house.ledger.standing(issue)
    return Boolean(batches.accepted)
  })
  await house.ledger.query(
    `with again as (
       update batch set status = 'prepared', key = gen_random_uuid()::text, pinned_at = null,
         body_sha256 = null, provider = null, settled_at = null, settled_by = null
       where issue_number = $1 and number =
         (select min(number) from batch where issue_number = $1 and status = 'accepted')
       returning number
     )
     update delivery set state = 'to-send', settled_at = null, provider_id = null
     where issue_number = $1 and state = 'accepted' and batch_number in (select number from again)`,
    [issue],
  )
}

async function countUnsent({ house, issue }: Stage): Promise<void> {
  const planted = await house.ledger.query(
    `with unsent as (
       update batch set status = 'accepted', settled_at = clock_now(), settled_by = 'answer'
       where issue_number = $1 and number =
         (select max(number) from batch where issue_number = $1 and status = 'prepared')
       returning number
     )
     update delivery set state = 'accepted', settled_at = clock_now(), provider_id = 'planted'
     where issue_number = $1 and state = 'to-send' and batch_number in (select number from unsent)
     returning subscriber_id`,
    [issue],
  )
  if (planted.length === 0)
    throw new Error('The bug could not be planted: every batch was on its way already.')
}
