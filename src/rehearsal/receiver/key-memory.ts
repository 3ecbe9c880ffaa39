import type { KeyKnowledge } from './messages.ts'

/** How long an answer is kept under its key, as Resend keeps it. */
const KEY_LIFE_MS = 24 * 60 * 60 * 1000

/** An answer as it goes out. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

type Remembered =
  | { readonly found: 'nothing' | 'running' | 'other-body' }
  | { readonly found: 'answer'; readonly answer: Answer }

/** The answers under their idempotency keys, in the rehearsal's time, and what was ever seen of each key. */
export interface KeyMemory {
  /** Looks a request up and, when nothing is found, notes that it is running. */
  begin(key: string, request: string): Remembered
  /** Ends a running request: with the answer to keep, or with none, which frees the key. */
  end(key: string, answer?: Answer): void
  noteRefusal(key: string): void
  forget(olderThanMs: number): number
  knowledge(key: string): KeyKnowledge
  readonly size: number
}

interface Entry {
  readonly request: string
  readonly at: number
  readonly answer?: Answer
}

export function createKeyMemory(now: () => number): KeyMemory {
  const entries = new Map<string, Entry>()
  const seen = new Map<string, { requests: number; accepted: boolean; refusals: number }>()
  const knowledge = (key: string) => {
    const known = seen.get(key) ?? { requests: 0, accepted: false, refusals: 0 }
    seen.set(key, known)
    return known
  }
  const forget = (olderThanMs: number) => {
    let forgotten = 0
    for (const [key, { at, answer }] of entries) {
      if (answer && now() - at >= olderThanMs && entries.delete(key)) forgotten++
    }
    return forgotten
  }
  return {
    begin(key, request) {
      knowledge(key).requests++
      const entry = entries.get(key)
      if (entry?.answer && now() - entry.at >= KEY_LIFE_MS) entries.delete(key)
      else if (entry && entry.request !== request) return { found: 'other-body' }
      else if (entry) return entry.answer ? { found: 'answer', answer: entry.answer } : { found: 'running' }
      entries.set(key, { request, at: now() })
      return { found: 'nothing' }
    },
    end(key, answer) {
      const entry = entries.get(key)
      if (!entry || !answer) return void entries.delete(key)
      entries.set(key, { ...entry, answer })
      if (answer.status === 200) knowledge(key).accepted = true
    },
    noteRefusal(key) {
      knowledge(key).refusals++
    },
    forget,
    knowledge: (key) => seen.get(key) ?? { requests: 0, accepted: false, refusals: 0 },
    get size() {
      return seen.size
    },
  }
}
