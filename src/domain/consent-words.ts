/** The words beside the sign-up form: what a reader agrees to, recorded with their consent. */
export function consentWords(siteName: string): string {
  return `Send me ${siteName} by email, once a week or as I choose. I can change that or leave at any time through a link in each mail.`
}

/** The words beside the button with which a new address takes a subscription over. */
export function moveWords(siteName: string): string {
  return `Send ${siteName} to this address from now on, and no longer to the one where I got it before.`
}
