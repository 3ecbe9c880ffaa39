import { createDisturbances, type Disturbances } from './disturbances.ts'
import { createGate, type Gate } from './gate.ts'
import { createKeyMemory, type KeyMemory } from './key-memory.ts'
import { type AcceptanceLog, openLog } from './log.ts'
import type { Counts, Order } from './messages.ts'
import { createWebhooks, type Webhooks } from './webhooks.ts'

export interface DeskOptions {
  readonly logFile: string
  readonly seed: number
  /** What its answers say that Resend allows. */
  readonly requestsPerSecond: number
  readonly webhookUrl: string
  readonly webhookSecret: string
  readonly onReached: (batches: number) => void
}

/** All that the receiver knows between two requests. */
export interface Desk {
  readonly seed: number
  readonly requestsPerSecond: number
  readonly gate: Gate
  readonly keys: KeyMemory
  readonly log: AcceptanceLog
  readonly disturbances: Disturbances
  readonly webhooks: Webhooks
  /** Keys whose answers are lost, every one. */
  readonly silenced: Set<string>
  /** How many new keys are still to be silenced. */
  toSilence: number
  readonly counted: {
    requests: number
    underWay: number
    mails: number
    replays: number
    refusals: number
    conflicts: number
  }
  obey(order: Order): unknown
  close(): void
}

export function createDesk(options: DeskOptions): Desk {
  let shiftMs = 0
  const desk: Desk = {
    seed: options.seed,
    requestsPerSecond: options.requestsPerSecond,
    gate: createGate(options.onReached),
    keys: createKeyMemory(() => Date.now() + shiftMs),
    log: openLog(options.logFile),
    disturbances: createDisturbances(),
    webhooks: createWebhooks({
      url: options.webhookUrl,
      secret: options.webhookSecret,
      seed: options.seed,
    }),
    silenced: new Set(),
    toSilence: 0,
    counted: { requests: 0, underWay: 0, mails: 0, replays: 0, refusals: 0, conflicts: 0 },
    obey,
    close() {
      desk.webhooks.close()
      desk.log.close()
    },
  }
  return desk

  function obey(order: Order): unknown {
    switch (order.order) {
      case 'disturb':
        return desk.disturbances.arm(order.disturbance, order.requests)
      case 'silence-next':
        desk.toSilence = order.batches
        return
      case 'silenced':
        return [...desk.silenced]
      case 'hold-at':
        return desk.gate.holdAt(order.batches)
      case 'shift-clock':
        shiftMs = order.shiftMs
        return
      case 'forget-keys':
        return desk.keys.forget(order.olderThanMs)
      case 'webhooks':
        return desk.webhooks.arm(order.mode, order.batches)
      case 'flush-webhooks':
        return desk.webhooks.flush()
      case 'know-key':
        return desk.keys.knowledge(order.key)
      case 'count':
        return count(desk)
    }
  }
}

function count({ counted, gate, keys, disturbances, webhooks }: Desk): Counts {
  return {
    ...counted,
    batches: gate.accepted,
    keys: keys.size,
    disturbed: disturbances.done,
    webhooks: webhooks.counts(),
  }
}
