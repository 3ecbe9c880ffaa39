/** The words beside the sign-up form: what a reader agrees to, recorded with their consent. */
export function consentWords(siteName: string): string {
  return `Send me ${siteName} by email, once a week or as I choose. I can change that or leave at any time through a link in each mail.`
}
