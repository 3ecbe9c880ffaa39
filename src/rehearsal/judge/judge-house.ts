import type { House } from '../house/house.ts'
import { type Evidence, judgeIssue } from './judge-issue.ts'
import type { Tally } from './tally.ts'

export interface JudgedHouse extends Pick<Evidence, 'excuses' | 'restored' | 'cancelled'> {
  readonly house: House
  readonly tally: Tally
  readonly issue: number
  /** Every reader's address, by the subscriber's id. */
  readonly readers: ReadonlyMap<number, string>
}

/** Compares the account of an issue that has ended with the receiver's log. @returns what is wrong. */
export async function judgeHouse({ house, tally, issue, readers, ...rest }: JudgedHouse): Promise<string[]> {
  tally.read()
  const rows = await house.ledger.deliveries(issue)
  const wasMailed = (subscriber: number) => tally.find(issue, subscriber) !== undefined
  return judgeIssue({ ...rest, rows, audience: readers.keys(), wasMailed })
}
