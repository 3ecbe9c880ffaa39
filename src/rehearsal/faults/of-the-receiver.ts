import type { Disturbance, WebhookMode } from '../receiver/messages.ts'
import type { Fault } from './fault.ts'

/** The next requests are disturbed, from `least` to `most` of them. */
export function disturbance(kind: Disturbance, what: string, least: number, most: number): Fault {
  return {
    what,
    async strike({ house, dice, note }) {
      const requests = dice.between(least, most)
      await house.receiver.order({ order: 'disturb', disturbance: kind, requests })
      note(`${requests} requests`)
    },
  }
}

/** The webhooks of the next batches come in an unusual way. */
export function webhooks(mode: WebhookMode, what: string): Fault {
  return {
    what,
    async strike({ house, dice, note }) {
      const batches = dice.between(3, 10)
      await house.receiver.order({ order: 'webhooks', mode, batches })
      note(`${batches} batches`)
    },
  }
}
