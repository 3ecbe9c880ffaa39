import type { Limit } from './limit.ts'

/** What a kind of limits is made with. */
export interface LimitMaker {
  limit(name: string, points: number, seconds: number): Limit
  /** Neither an address nor a network lies in the store, nor what could be tried out to find them. */
  keyOf(text: string): string
}
