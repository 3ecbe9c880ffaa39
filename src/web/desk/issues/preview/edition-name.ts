import { WHOLE_ISSUE } from '../../../../domain/edition.ts'
import type { MailFormat } from '../../../../domain/selection.ts'

interface Named {
  readonly number: number
  readonly isDigest: boolean
  readonly format: MailFormat
}

/** What an edition is called at the desk. */
export function editionName({ number, isDigest, format }: Named): string {
  if (number === WHOLE_ISSUE) return 'The whole issue'
  return `Edition ${number}${isDigest ? ', monthly' : ''}${format === 'text' ? ', plain text' : ''}`
}

/** "1 subscriber", "1,204 subscribers"; nobody counts them any more once the ledger is retired. */
export function readersInWords(readers: number | null): string {
  if (readers === null) return 'no longer counted'
  return `${readers.toLocaleString('en-GB')} ${readers === 1 ? 'subscriber' : 'subscribers'}`
}
