import type { LinkCheck } from '../domain/link-check.ts'
import { INTERNET, type Network } from './network.ts'
import { type Answer, ask, LinkRefused, type RequestOptions } from './request.ts'

const TIMEOUT_MS = 5_000
const MOST_REDIRECTS = 5

export interface ProbeOptions {
  /** The site that asks. */
  readonly siteUrl: string
  readonly network?: Network
  readonly timeoutMs?: number
}

/** Finds out whether a link leads somewhere, without ever leaving the public Internet. */
export async function probeLink(
  url: string,
  { siteUrl, network = INTERNET, timeoutMs = TIMEOUT_MS }: ProbeOptions,
): Promise<Pick<LinkCheck, 'outcome' | 'detail'>> {
  const options = { network, timeoutMs, userAgent: `WeeklyVerdicts-LinkCheck (+${siteUrl})` }
  try {
    let target = new URL(url)
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await askOnceOrTwice(target, options)
      const { status, location } = answer
      if (status < 300 || status >= 400 || location === undefined) return judge(answer)
      target = new URL(location, target)
    }
    return { outcome: 'unsure', detail: `It redirects more than ${MOST_REDIRECTS} times.` }
  } catch (error) {
    return explain(error)
  }
}

/** Some servers know no HEAD, and answer it with anything. */
async function askOnceOrTwice(url: URL, options: Omit<RequestOptions, 'method'>): Promise<Answer> {
  const head = await ask(url, { ...options, method: 'HEAD' })
  return head.status < 400 ? head : ask(url, { ...options, method: 'GET' })
}

function judge({ status }: Answer): Pick<LinkCheck, 'outcome' | 'detail'> {
  if (status >= 200 && status < 300) return { outcome: 'fine', detail: `It answers ${status}.` }
  const gone = status === 404 || status === 410
  return { outcome: gone ? 'gone' : 'unsure', detail: `It answers ${status}.` }
}

function explain(error: unknown): Pick<LinkCheck, 'outcome' | 'detail'> {
  if (error instanceof LinkRefused) return { outcome: 'refused', detail: error.message }
  const { name, code = '' } = error as { name: string; code?: string }
  if (code === 'ENOTFOUND') return { outcome: 'gone', detail: 'There is no site of that name.' }
  if (name === 'TimeoutError' || name === 'AbortError') {
    return { outcome: 'unsure', detail: 'It did not answer in time.' }
  }
  return { outcome: 'unsure', detail: `It could not be opened${code ? ` (${code})` : ''}.` }
}
