import type { Outcome } from '../../mailer/mailer.ts'

type Refused = Extract<Outcome, { outcome: 'refused' }>

/**
 * What an editor reads of a held issue: what Resend said, what to do about it, and when it can go on. A moment is
 * written as programs do: whoever shows it says it in a zone (`withMomentsIn`).
 */
export function whyHeld(refusal: Refused, batchNumber: number, now: Date): string {
  return `Resend refused batch ${batchNumber}: ${refusal.reason.replace(/\.$/, '')}. ${remedy(refusal, now)}; then let the issue go on.`
}

function remedy({ fault, name, waitMs }: Refused, now: Date): string {
  switch (fault) {
    case 'recipient':
      return 'Every part of the batch was refused alike, so it may be the mail and not the readers: mend what it says'
    case 'mail':
      return 'Mend what it says'
    case 'api-key':
      return 'Set an API key that may send, and a sender on a domain that is verified'
    case 'quota':
      return `It can go on ${waitMs ? `at ${new Date(now.getTime() + waitMs).toISOString()}` : nextPeriod(name)} or once the plan allows more`
    case 'unheard-of':
      return 'This program does not know that answer: look it up in Resend’s documentation'
  }
}

function nextPeriod(name: string): string {
  return name === 'monthly_quota_exceeded' ? 'when Resend counts a new month' : 'when Resend counts a new day'
}
