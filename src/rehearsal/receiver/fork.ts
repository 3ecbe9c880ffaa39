import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { DeskOptions } from './desk.ts'
import type { Counts, KeyKnowledge, Order, OrderMessage, ReceiverMessage } from './messages.ts'

/** The receiver, seen from the rehearsal. */
export interface ReceiverProcess {
  readonly url: string
  order(order: Order): Promise<unknown>
  count(): Promise<Counts>
  knowKey(key: string): Promise<KeyKnowledge>
  /** Whether as many batches are accepted as it is to hold at. */
  hasReached(): boolean
  holdAt(batches: number | null): Promise<void>
  /** Waits until nobody is connected that waits for an answer; for when everybody who asks was stopped. */
  untilIdle(): Promise<void>
  stop(): Promise<void>
}

const IDLE_LIMIT_MS = 60_000

/** Starts the receiver in a process of its own. */
export async function forkReceiver(options: Omit<DeskOptions, 'onReached'>): Promise<ReceiverProcess> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const child = fork(main, [JSON.stringify(options)], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: {},
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const replies = new Map<number, (reply: unknown) => void>()
  let orders = 0
  let holding: number | null = null
  let reached: number | null = null
  const port = await listening(child)
  child.on('message', (message: ReceiverMessage) => {
    if (message.kind === 'reached') reached = message.batches
    if (message.kind !== 'reply') return
    replies.get(message.number)?.(message.reply)
    replies.delete(message.number)
  })
  const order = (order: Order) =>
    new Promise<unknown>((resolve, reject) => {
      const message: OrderMessage = { number: ++orders, order }
      replies.set(message.number, resolve)
      child.send(message, (error) => error && reject(error))
    })
  const count = async () => (await order({ order: 'count' })) as Counts
  return {
    url: `http://127.0.0.1:${port}`,
    order,
    count,
    knowKey: async (key) => (await order({ order: 'know-key', key })) as KeyKnowledge,
    hasReached: () => holding !== null && reached === holding,
    async holdAt(batches) {
      holding = batches
      reached = null
      await order({ order: 'hold-at', batches })
    },
    async untilIdle() {
      const deadline = Date.now() + IDLE_LIMIT_MS
      while ((await count()).underWay > 0) {
        if (Date.now() > deadline) throw new Error('The receiver still has requests that nobody sent.')
        await sleep(20)
      }
    },
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The receiver ended with code ${code}.`)))
    child.once('message', (message: ReceiverMessage) => {
      if (message.kind === 'listening') resolve(message.port)
    })
  })
}
