import { HOUR_MS } from './clock.ts'
import { RehearsalFailure } from './failure.ts'
import { EditorRefused } from './house/editor.ts'
import type { Stage } from './stage.ts'

interface ParkedBatch {
  readonly number: number
  readonly because: string
  readonly subscribers: readonly number[]
}

/** Batches are parked for time that has passed, and for a database put back; never for this. */
const NO_CAUSE = /differ/

/** The house repeats what is in doubt for 23 hours. */
const NIGHT_MS = 23.5 * HOUR_MS
/** It refuses "unsent" within 28 hours of the last attempt. */
const PATIENCE_MS = 28.5 * HOUR_MS

/**
 * Plays the editor before parked batches: looks them up in the receiver's log, as one would in Resend's
 * dashboard, waits as long as the command asks before saying "unsent", looks again, and says which were sent.
 */
export async function settleParked(stage: Stage): Promise<{ sent: number; unsent: number }> {
  const { issue, tally, clock } = stage
  tally.read()
  const wasSent = (batch: ParkedBatch) => batch.subscribers.some((id) => tally.find(issue, id))
  const sent = (await parkedBatches(stage)).filter(wasSent)
  for (const batch of sent) await resolve(stage, batch, 'sent')
  if ((await parkedBatches(stage)).length === 0) return { sent: sent.length, unsent: 0 }
  await clock.moveOn(PATIENCE_MS)
  tally.read()
  const left = await parkedBatches(stage)
  for (const batch of left) await resolve(stage, batch, wasSent(batch) ? 'sent' : 'unsent')
  const late = left.filter(wasSent).length
  return { sent: sent.length + late, unsent: left.length - late }
}

async function parkedBatches({ house, issue }: Stage): Promise<ParkedBatch[]> {
  const parked = await house.ledger.query<ParkedBatch>(
    `select batch.number, coalesce(last_error, '') as because,
       coalesce(array_agg(subscriber_id::float8) filter (where subscriber_id is not null), '{}')
       as subscribers
     from batch
     left join delivery on delivery.issue_number = batch.issue_number and batch_number = batch.number
     where batch.issue_number = $1 and batch.status = 'parked'
     group by batch.number, last_error order by batch.number`,
    [issue],
  )
  const strange = parked.find(({ because }) => NO_CAUSE.test(because))
  if (strange) throw new RehearsalFailure(`Batch ${strange.number} is parked: ${strange.because}.`)
  return parked
}

/** A webhook may have settled the batch a moment before: then there is nothing to resolve. */
async function resolve(stage: Stage, { number }: ParkedBatch, as: 'sent' | 'unsent'): Promise<void> {
  const { house, issue } = stage
  try {
    await house.editor.run('issue', 'resolve', String(issue), '--batch', String(number), '--as', as)
  } catch (error) {
    const isParked = (await parkedBatches(stage)).some((batch) => batch.number === number)
    if (isParked || !(error instanceof EditorRefused)) throw error
  }
}

/**
 * Lets a night pass over batches that are in doubt while the receiver refuses them: a refusal proves nothing
 * about the attempts before it, so only time and an editor settle them.
 */
export async function endDoubts(stage: Stage): Promise<void> {
  if (!(await isRefusedInDoubt(stage))) return
  await stage.clock.moveOn(NIGHT_MS)
  await stage.until('they are parked', async () => !(await isRefusedInDoubt(stage)))
  await settleParked(stage)
}

async function isRefusedInDoubt({ house, issue }: Stage): Promise<boolean> {
  const rows = await house.ledger.query<{ key: string }>(
    `select installation.id || '-' || key as key from batch, installation
     where issue_number = $1 and status = 'unknown'`,
    [issue],
  )
  for (const { key } of rows) {
    const { accepted, refusals } = await house.receiver.knowKey(key)
    if (!accepted && refusals > 0) return true
  }
  return false
}
