import { Agent, request } from 'node:http'
import { type Dice, diceOf, seedFor } from '../random.ts'
import type { Event } from './events.ts'
import type { WebhookCounts, WebhookMode } from './messages.ts'
import { signedHeaders } from './sign.ts'

export interface WebhookOptions {
  readonly url: string
  readonly secret: string
  readonly seed: number
}

export interface Webhooks {
  /** Says how those of the next batches come. */
  arm(mode: WebhookMode, batches: number): void
  /** Sends a batch's events, each mail's in their order, when their time comes; resolves when early ones went. */
  send(events: readonly (readonly Event[])[], name: string, withheld: boolean): Promise<void>
  flush(): void
  counts(): WebhookCounts
  close(): void
}

interface Waiting {
  readonly id: string
  readonly body: string
  due: number
  tries: number
}

const AT_ONCE = 8
const LOOK_EVERY_MS = 100
const FIRST_RETRY_MS = 1_000
const SLOWEST_RETRY_MS = 15_000
const ANSWER_LIMIT_MS = 15_000

/** Sends webhooks as Resend does: signed, again until they are acknowledged, at times and in orders of its own. */
export function createWebhooks({ url, secret, seed }: WebhookOptions): Webhooks {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE * 2 })
  const armed: WebhookMode[] = []
  let waiting: Waiting[] = []
  let withheld: Waiting[] = []
  let underWay = 0
  let last = 0
  let acknowledged = 0
  let repeated = 0
  const timer = setInterval(sendDue, LOOK_EVERY_MS)

  return {
    arm: (mode, batches) => armed.push(...Array<WebhookMode>(batches).fill(mode)),
    async send(events, name, alwaysWithheld) {
      const mode = alwaysWithheld ? 'withheld' : armed.shift()
      const dice = diceOf(seedFor(seed, name))
      const all = events.flatMap((ofOneMail) => timed(ofOneMail, mode, dice))
      if (mode === 'early') await Promise.all(all.slice(0, AT_ONCE).map(post))
      const rest = mode === 'early' ? all.slice(AT_ONCE) : all
      const late = mode === 'withheld' || (mode === undefined && dice.oneIn(5))
      if (late) withheld.push(...rest)
      else waiting.push(...rest)
    },
    flush() {
      waiting.push(...withheld)
      withheld = []
      for (const event of waiting) event.due = 0
    },
    counts: () => ({
      acknowledged,
      repeated,
      waiting: waiting.length + underWay,
      withheld: withheld.length,
    }),
    close() {
      clearInterval(timer)
      agent.destroy()
    },
  }

  /** Most come within a second, as Resend's do, some after half a minute; a batch's at about one time. */
  function timed(events: readonly Event[], mode: WebhookMode | undefined, dice: Dice): Waiting[] {
    const soon = Date.now() + (dice.oneIn(3) ? dice.between(2_000, 30_000) : dice.between(20, 1_000))
    const one = ({ body }: Event, index: number): Waiting => ({
      id: `msg_rehearsal${++last}`,
      body,
      due: mode === 'shuffled' ? soon + dice.between(0, 5_000) : soon + index * 30,
      tries: 0,
    })
    const once = events.map(one)
    return mode === 'twice' ? [...once, ...once.map((event) => ({ ...event, due: event.due + 500 }))] : once
  }

  function sendDue(): void {
    if (underWay >= AT_ONCE) return
    const now = Date.now()
    const due = waiting.filter((event) => event.due <= now).slice(0, AT_ONCE * 50)
    if (due.length === 0) return
    const chosen = new Set(due)
    waiting = waiting.filter((event) => !chosen.has(event))
    const queue = due.values()
    for (let lane = underWay; lane < AT_ONCE; lane++) void inTurn(queue)
  }

  async function inTurn(queue: Iterator<Waiting> & Iterable<Waiting>): Promise<void> {
    for (const event of queue) await post(event)
  }

  async function post(event: Waiting): Promise<void> {
    underWay++
    const answer = await attempt(event)
    underWay--
    if (answer) return void acknowledged++
    event.tries++
    repeated++
    event.due = Date.now() + Math.min(SLOWEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (event.tries - 1))
    waiting.push(event)
  }

  function attempt({ id, body }: Waiting): Promise<boolean> {
    return new Promise((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...signedHeaders(secret, id, new Date(), body),
      }
      const outgoing = request(url, { method: 'POST', agent, headers, timeout: ANSWER_LIMIT_MS })
      outgoing.on('response', (response) => {
        response.resume()
        response.on('close', () => resolve(Math.floor((response.statusCode ?? 0) / 100) === 2))
      })
      outgoing.on('timeout', () => outgoing.destroy())
      outgoing.on('error', () => resolve(false))
      outgoing.end(body)
    })
  }
}
