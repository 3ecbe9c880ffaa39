/** What becomes of a reader's mail, as their made-up address says it, in the manner of Resend's test addresses. */
export type ReaderKind = 'delivered' | 'bounced' | 'complained' | 'refused' | 'refused-kept'

/** Resend delivers mail to this domain nowhere: even a mistake in the settings reaches nobody. */
const DOMAIN = 'resend.dev'

export function readerAddress(kind: ReaderKind, number: number): string {
  return `${kind}+reader${number}@${DOMAIN}`
}

export function kindOf(address: string): ReaderKind {
  return address.slice(0, address.indexOf('+')) as ReaderKind
}

/** Whether the receiver refuses a request for this reader's sake. */
export function isRefused(address: string): boolean {
  return kindOf(address).startsWith('refused')
}
