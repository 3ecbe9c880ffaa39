import type { Excuse } from '../excuses.ts'
import type { LedgerRow } from '../house/ledger.ts'

export interface Evidence {
  /** The ledger's rows of one issue. */
  readonly rows: readonly LedgerRow[]
  /** Everybody who was confirmed when the issue was frozen. */
  readonly audience: Iterable<number>
  /** Whether the receiver's log has a mail for a reader. */
  readonly wasMailed: (subscriber: number) => boolean
  /** Why a reader may have been left out, as far as the rehearsal gave cause for it. */
  readonly excuses: ReadonlyMap<number, Excuse>
  /** Whether an older copy of the database was put back: it forgot who had left and who was refused since. */
  readonly restored: boolean
  /** Whether the issue was cancelled, which excuses whoever was not mailed. */
  readonly cancelled: boolean
}

/** What is wrong with an issue that has ended; nothing when all is well. */
export function judgeIssue(evidence: Evidence): string[] {
  const { rows, audience, wasMailed, excuses, restored, cancelled } = evidence
  const findings: [kind: string, subscriber: number][] = []
  const inLedger = new Set(rows.map(({ subscriber }) => subscriber))
  for (const subscriber of audience) {
    const excused = excuses.has(subscriber)
    if (!inLedger.has(subscriber) && !excused) findings.push(['is not in the ledger', subscriber])
    if (!wasMailed(subscriber) && !excused && !cancelled) findings.push(['got nothing: lost', subscriber])
  }
  for (const { subscriber, state, exclusion } of rows) {
    const mailed = wasMailed(subscriber)
    const forgotten = restored && excuses.has(subscriber)
    if (state === 'accepted' && !mailed && !forgotten) {
      findings.push(['is accepted in the account, and the receiver has no mail', subscriber])
    }
    if (state === 'excluded' && mailed && !forgotten)
      findings.push(['is excluded, and was mailed', subscriber])
    if (state === 'rejected' && mailed) findings.push(['is rejected, and was mailed', subscriber])
    if (state === 'excluded' && !excuses.has(subscriber) && exclusion !== 'cancelled') {
      findings.push([`is excluded (${exclusion}) for no cause that was given`, subscriber])
    }
    if (state === 'rejected' && !excuses.get(subscriber)?.includes('refused')) {
      findings.push(['is rejected, and the receiver never refused them', subscriber])
    }
    if (state === 'to-send' || state === 'unknown') findings.push([`is still "${state}"`, subscriber])
  }
  return summarise(findings)
}

const NAMED = 5

function summarise(findings: readonly (readonly [kind: string, subscriber: number])[]): string[] {
  const kinds = [...new Set(findings.map(([kind]) => kind))]
  return kinds.map((kind) => {
    const subscribers = findings.filter(([other]) => other === kind).map(([, subscriber]) => subscriber)
    const named = subscribers.slice(0, NAMED).join(', ')
    const more = subscribers.length > NAMED ? ', …' : ''
    return `${subscribers.length.toLocaleString('en')} ${subscribers.length === 1 ? 'reader' : 'readers'} (${named}${more}): ${kind}`
  })
}
