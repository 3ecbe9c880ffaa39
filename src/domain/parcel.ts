/** What has become of a small mail. */
export type MailStatus = 'queued' | 'gathered' | 'accepted' | 'rejected' | 'unknown'

/**
 * What has become of a parcel. Of an unknown one the same mails are sent again under the same key; a parked
 * one never is. One that was provably refused is no more: its mails are queued again, or rejected.
 */
export type ParcelStatus = 'submitting' | 'unknown' | 'accepted' | 'parked'
