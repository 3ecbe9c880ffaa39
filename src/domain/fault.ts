/**
 * What a refusal of Resend's is about: one of the recipients, the mail itself, our API key and what it may do,
 * the quota, or nothing we know.
 */
export type Fault = 'recipient' | 'mail' | 'api-key' | 'quota' | 'unheard-of'
