import { setTimeout as sleep } from 'node:timers/promises'
import {
  claimMail,
  giveMailUp,
  type MailClaim,
  recordMailAcceptance,
  retryMail,
} from '../../../db/queries/outbox.ts'
import { drawSlot } from '../../../db/queries/send-rate.ts'
import type { Context } from '../../context.ts'
import type { Outcome } from '../../mailer/mailer.ts'

const LEASE = '2 minutes'
/** Resend keeps an idempotency key for 24 hours; repeating later could send the mail twice. */
const RETRY_WINDOW = '23 hours'
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 10 * 60_000

export type SendMailOutcome = 'not-to-be-had' | 'too-late' | Outcome['outcome']

/** Sends one small mail. Its bytes and its key never change, so that a repeat is not a second mail. */
export async function sendMail(
  { db, config, mailer, log }: Context,
  mailId: number,
): Promise<SendMailOutcome> {
  const claim = await claimMail(db, mailId, { lease: LEASE, retryWindow: RETRY_WINDOW })
  if (!claim) return 'not-to-be-had'
  if (claim.tooLate) {
    await giveMailUp(db, claim, {
      status: 'unknown',
      because: 'no answer within 23 hours of the first attempt',
    })
    return 'too-late'
  }
  await sleep(await drawSlot(db, config.requestsPerSecond))
  const { installation, key, mail } = claim
  const tagged = { ...mail, tags: { ...mail.tags, installation, mail: String(mailId) } }
  const outcome = await mailer.send(tagged, `${installation}-${key}`)
  await record(db, claim, outcome)
  log.info({ mailId, attempt: claim.attempts, outcome: outcome.outcome }, 'mail answered')
  return outcome.outcome
}

async function record(db: Context['db'], claim: MailClaim, outcome: Outcome): Promise<void> {
  switch (outcome.outcome) {
    case 'accepted':
      return recordMailAcceptance(db, claim, outcome.ids[0]!)
    case 'rate-limited':
      return retryMail(db, claim, {
        waitMs: outcome.waitMs,
        because: 'the rate was exceeded',
        doubtful: false,
      })
    case 'unknown':
      return retryMail(db, claim, { waitMs: backoff(claim), because: outcome.reason, doubtful: true })
    case 'refused':
      return refusalPasses(outcome.status)
        ? retryMail(db, claim, { waitMs: LONGEST_WAIT_MS, because: outcome.reason, doubtful: false })
        : giveMailUp(db, claim, { status: 'rejected', because: outcome.reason })
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
