/** Why an address is never mailed again. */
export const SUPPRESSION_REASONS = ['hard-bounce', 'complaint', 'cleaned', 'manual'] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]
