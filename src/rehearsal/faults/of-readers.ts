import { setTimeout as sleep } from 'node:timers/promises'
import { linkKeys, signToken } from '../../domain/link-token.ts'
import type { Excuse } from '../excuses.ts'
import { SECRET_KEY } from '../house/settings.ts'
import type { Stage } from '../stage.ts'
import type { Fault } from './fault.ts'

const MOST_AT_ONCE = 12
const ANSWER_LIMIT_MS = 60_000

export const unsubscribe: Fault = {
  what: 'readers who leave through the link in their mail',
  async strike(stage) {
    const { house, issue } = stage
    const key = linkKeys([SECRET_KEY])[0]!
    for (const subscriberId of await someReaders(stage, 'left')) {
      const token = signToken(key, { purpose: 'reader', subscriberId, tokenVersion: 1, issueNumber: issue })
      await post(`${house.siteUrl}/unsubscribe/${token}`, 'List-Unsubscribe=One-Click')
    }
  },
}

export const suppression: Fault = {
  what: 'addresses suppressed by hand',
  async strike(stage) {
    const readers = await someReaders(stage, 'suppressed')
    await stage.house.ledger.query(
      `insert into suppression (address, address_key, reason)
       select address, address_key, 'manual' from subscriber where id = any ($1)
       on conflict (address_key) where lifted_at is null do nothing`,
      [readers],
    )
  },
}

export const addressChange: Fault = {
  what: 'readers whose address changes',
  async strike(stage) {
    const readers = await someReaders(stage, 'address changed')
    await stage.house.ledger.query(
      `update subscriber
       set address = replace(address, '+', '+moved-'), address_key = replace(address_key, '+', '+moved-')
       where id = any ($1)`,
      [readers],
    )
  },
}

/** Chooses readers, and excuses them beforehand: whether they still get the mail is now a race. */
async function someReaders({ readers, excuses, dice, note }: Stage, excuse: Excuse): Promise<number[]> {
  const ids = [...readers.keys()]
  const wanted = dice.between(1, MOST_AT_ONCE)
  const chosen = Array.from({ length: wanted }, () => dice.pick(ids)).filter((id) => !excuses.has(id))
  for (const id of chosen) excuses.set(id, excuse)
  note(`${chosen.length} readers`)
  return [...new Set(chosen)]
}

/** The site may be down at the moment; a reader, or their mail program, tries again. */
async function post(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const deadline = Date.now() + ANSWER_LIMIT_MS
  for (;;) {
    const status = await fetch(url, { method: 'POST', headers, body }).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
    if (Date.now() > deadline) throw new Error(`A reader's POST was answered ${status}.`)
    await sleep(200)
  }
}
