/** A mail that is the same for no one else: complete, with its links filled in. */
export interface RenderedMail {
  readonly subject: string
  readonly html: string
  readonly text: string
}
