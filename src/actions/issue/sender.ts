import type { Config } from '../../config.ts'

/** From whom an issue comes, as its mails say. */
export function issueSender(config: Config) {
  const { hostname } = new URL(config.site.url)
  return {
    mailFrom: config.mailFrom,
    replyTo: config.replyTo ?? null,
    // RFC 2919: a phrase for people and an identifier that never changes.
    listId: `${quoted(config.site.name)} <weekly.${hostname}>`,
    siteUrl: config.site.url,
  }
}

function quoted(phrase: string): string {
  return `"${phrase.replaceAll(/["\\]/g, '')}"`
}
