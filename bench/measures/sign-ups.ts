import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { openInstallation } from '../house/installation.ts'
import { runLoad } from './run-load.ts'
import { sendIssue } from './send-issue.ts'

/** What the form's POST is answered with, whoever signs up. */
const SEE_OTHER = 303
const EMAILS_A_SECOND = 500
/** Whom the list has already. */
const READERS = 10_000
/** For filling in the form, starting the load and its warm-up. */
const MARGIN_SECONDS = 10
const FILLING_IN_MS = 2_100

/** Sign-ups a second, with nothing else going on and in the middle of a send at Resend's default rate. */
export async function measureSignUps(bench: Bench): Promise<void> {
  for (const backend of bench.options.backends) {
    bench.progress.step(`sign-ups: alone, queue on ${backend}`)
    const installation = await openInstallation(bench, { backend, readers: READERS })
    try {
      const web = await installation.startWeb({})
      await post(web, `alone, queue on ${backend}`)
    } finally {
      await installation.close()
    }

    bench.progress.step(`sign-ups: during a send, queue on ${backend}`)
    let web: { pid: number; port: number } | undefined
    await sendIssue(bench, {
      backend,
      readers: EMAILS_A_SECOND * (bench.options.loadSeconds + MARGIN_SECONDS),
      env: { RESEND_REQUESTS_PER_SECOND: '5' },
      beside: async (installation, sink) => {
        web = await installation.startWeb({ RESEND_BASE_URL: sink.url })
      },
      meanwhile: () => post(web!, `during a send at 500 emails/s, queue on ${backend}`),
    })
  }

  async function post(web: { pid: number; port: number }, name: string): Promise<void> {
    await runLoad(bench, {
      measure: 'sign-ups',
      case: name,
      web,
      requests: { kind: 'sign-ups', port: web.port, shown: await openForm(web.port) },
      success: SEE_OTHER,
    })
  }
}

/** Waits as long as a person takes to fill it in. @returns when it was shown, in its own words. */
async function openForm(port: number): Promise<string> {
  const form = await (await fetch(`http://127.0.0.1:${port}/subscriptions`)).text()
  await sleep(FILLING_IN_MS)
  return /name="shown" value="([\w-]+)"/.exec(form)?.[1] ?? ''
}
