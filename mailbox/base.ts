/** Where the mailbox is mounted: its pages link to themselves below it. */
export const base = '/mailbox'
