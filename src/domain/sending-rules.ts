// The numbers that the promise rests on. docs/SENDING.md explains each.

/** Resend keeps an idempotency key for 24 hours; an hour is left for clocks and slow requests. */
export const KEY_WINDOW = '23 hours'

/** Resend goes on delivering webhooks for 27 hours and 35 minutes; only then does their absence tell anything. */
export const WEBHOOK_WINDOW = '28 hours'

/** So many answers in a row that prove nothing, and no first attempt starts until Resend answers again. */
export const UNKNOWNS_THAT_BREAK = 5

/** So long before it is due an issue is frozen. */
export const PREPARE_AHEAD = '5 minutes'

/** An issue that missed its time by more than this, because everything was down, waits for an editor. */
export const LATEST_START = '6 hours'

/** The most mails that Resend takes in one request. */
export const MAILS_IN_A_REQUEST = 100

/** So many seconds pass between an editor's "send now" and the first mail, in which it can be undone. */
export const UNDO_SECONDS = 20
