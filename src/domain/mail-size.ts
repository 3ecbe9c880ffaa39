/** Gmail shows no more than so many bytes of a mail's HTML, and a link to the rest. */
export const GMAIL_CLIPS_AT = 102_000
