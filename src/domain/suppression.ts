/** Why an address is never mailed again: the reasons that a list can bring. */
export const SUPPRESSION_REASONS = ['hard-bounce', 'complaint', 'cleaned', 'manual'] as const

/**
 * `erased`: its owner had everything about them erased, so no list brings the address back; they can, by
 * subscribing anew.
 */
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number] | 'erased'

/** Whether what stands in an address's place is a hash, as the address was erased: that holds no @. */
export function isErasedAddress(address: string): boolean {
  return !address.includes('@')
}
