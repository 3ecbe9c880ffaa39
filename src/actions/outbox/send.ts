import { setTimeout as sleep } from 'node:timers/promises'
import {
  claimMail,
  giveMailUp,
  type MailClaim,
  recordMailAcceptance,
  renewMailLease,
  retryMail,
} from '../../../db/queries/outbox.ts'
import { drawSlot, pauseSlots } from '../../../db/queries/send-rate.ts'
import type { Context } from '../../context.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { persistently } from '../persistently.ts'

const LEASE = '2 minutes'
/** Resend keeps an idempotency key for 24 hours; repeating later could send the mail twice. */
const RETRY_WINDOW = '23 hours'
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 10 * 60_000

type Forbidden = NonNullable<MailClaim['forbidden']>

export type SendMailOutcome = 'not-to-be-had' | Forbidden | Outcome['outcome']

/** What becomes of a mail that must not be sent (again). */
const ENDINGS: Record<Forbidden, { status: 'rejected' | 'unknown'; because: string }> = {
  'too-late': { status: 'unknown', because: 'no answer within 23 hours of the first attempt' },
  suppressed: { status: 'rejected', because: 'the address was suppressed before the mail was sent' },
  expired: { status: 'rejected', because: 'its link expired before the mail was sent' },
}

/** Sends one small mail. Its bytes and its key never change, so that a repeat is not a second mail. */
export async function sendMail(context: Context, mailId: number): Promise<SendMailOutcome> {
  const { db, config, mailer, log } = context
  const claim = await claimMail(db, mailId, { lease: LEASE, retryWindow: RETRY_WINDOW })
  if (!claim) return 'not-to-be-had'
  if (claim.forbidden) {
    await giveMailUp(db, claim, ENDINGS[claim.forbidden])
    return claim.forbidden
  }
  await sleep(await drawSlot(db, config.requestsPerSecond))
  if (!(await renewMailLease(db, claim, LEASE))) return 'not-to-be-had'
  const { installation, key, mail } = claim
  const tagged = { ...mail, tags: { ...mail.tags, installation, mail: String(mailId) } }
  const outcome = await mailer.sendBatch([tagged], `${installation}-${key}`)
  await persistently(
    () => record(db, claim, outcome),
    (error) => log.error({ err: error, mailId, outcome: outcome.outcome }, 'outcome not recorded'),
  )
  log.info({ mailId, attempt: claim.attempts, outcome: outcome.outcome }, 'mail answered')
  return outcome.outcome
}

async function record(db: Context['db'], claim: MailClaim, outcome: Outcome): Promise<void> {
  switch (outcome.outcome) {
    case 'accepted':
      return recordMailAcceptance(db, claim, outcome.ids[0]!)
    case 'rate-limited':
      await pauseSlots(db, outcome.waitMs)
      return retryMail(db, claim, {
        waitMs: outcome.waitMs,
        because: 'the rate was exceeded',
        doubtful: false,
      })
    case 'unreachable':
    case 'unknown':
      return retryMail(db, claim, { waitMs: backoff(claim), because: outcome.reason, doubtful: true })
    case 'refused':
      if (refusalPasses(outcome.status)) {
        return retryMail(db, claim, { waitMs: LONGEST_WAIT_MS, because: outcome.reason, doubtful: false })
      }
      // An earlier attempt may have been accepted all the same.
      return giveMailUp(db, claim, {
        status: claim.doubtful ? 'unknown' : 'rejected',
        because: outcome.reason,
      })
  }
}

/** A wrong key or an exhausted quota is not the mail's fault: it waits for an operator. */
function refusalPasses(status: number): boolean {
  return status === 401 || status === 403 || status === 429
}

/** Doubles with every attempt; jitter keeps mails that failed together from coming back together. */
function backoff({ attempts }: MailClaim): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1))
  return wait * (0.5 + Math.random() / 2)
}
