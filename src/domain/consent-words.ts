/** The words beside the sign-up form: what a reader agrees to, recorded with their consent. */
export function consentWords(siteName: string): string {
  return `Send me ${siteName} once a week by email. I can leave at any time through a link in each mail.`
}
