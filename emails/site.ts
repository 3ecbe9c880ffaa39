/** What a mail says about where it comes from. */
export interface Site {
  readonly name: string
  /** Origin, without a trailing slash. */
  readonly url: string
  /** One or more lines. */
  readonly postalAddress: string
}

/** The site's address as people say it: "verdicts.example". */
export function siteHost({ url }: Site): string {
  return new URL(url).host
}
