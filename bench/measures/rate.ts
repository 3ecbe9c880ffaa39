import type { Bench } from '../bench.ts'
import { WINDOWS } from '../sink/rate-window.ts'
import { sendIssue } from './send-issue.ts'

/** Resend's default, and what it comes to in emails. */
const REQUESTS_A_SECOND = 5
const EMAILS_A_SECOND = 500

/** How much of Resend's rate a send uses, and whether it ever goes beyond, against a sink that enforces it. */
export async function measureRate(bench: Bench): Promise<void> {
  const { backends, rateSeconds, quick } = bench.options
  for (const backend of backends) {
    for (const window of quick ? WINDOWS.slice(0, 1) : WINDOWS) {
      bench.progress.step(`rate: ${rateSeconds} s, ${window} window, queue on ${backend}`)
      const { sink, seconds } = await sendIssue(bench, {
        backend,
        readers: EMAILS_A_SECOND * rateSeconds,
        sink: { limit: { perSecond: REQUESTS_A_SECOND, window } },
        env: { RESEND_REQUESTS_PER_SECOND: String(REQUESTS_A_SECOND) },
      })
      // From one request to the next is one interval, so the last one's interval is still to come.
      const took = (sink.lastRequestAt! - sink.firstRequestAt!) / 1000 + 1 / REQUESTS_A_SECOND
      const share = (sink.mails / took / EMAILS_A_SECOND) * 100
      const scene = { measure: 'rate', case: `5 requests/s, ${window} window, queue on ${backend}` }
      bench.found({ ...scene, figure: 'share of 500 emails/s', value: share, unit: '%', goal: 'rate share' })
      bench.found({ ...scene, figure: 'answers 429', value: sink.tooMany, unit: '', goal: 'too many' })
      bench.found({ ...scene, figure: 'due to last row', value: sink.mails / seconds, unit: 'emails/s' })
      bench.found({ ...scene, figure: 'readers mailed twice', value: sink.doubles, unit: '' })
    }
  }
}
