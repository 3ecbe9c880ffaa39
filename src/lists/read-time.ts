const TIME =
  /^((?:19[7-9]|20\d)\d-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$/i

/**
 * Reads a time as exports write it: `2023-04-21 11:16:57` (Mailchimp), `2023-03-24 10:23:10 UTC` (beehiiv),
 * `2018-08-27T15:06:27.713Z` (Substack), or a day. Without a zone it is taken for UTC. Nothing for other
 * spellings: `4/5/2023` is April or May.
 */
export function readTime(text: string): Date | undefined {
  const [, day, time = '00:00', zone = 'Z'] = TIME.exec(text) ?? []
  if (!day) return undefined
  const read = new Date(`${day}T${time}${/^[+-]/.test(zone) ? zone : 'Z'}`)
  return Number.isNaN(read.getTime()) ? undefined : read
}
