import type { Site } from '../site.ts'

/** A small mail that is about one thing: a title, a paragraph, one button or a code, a closing paragraph. */
export interface Letter {
  readonly site: Site
  readonly subject: string
  readonly title: string
  readonly preheader: string
  readonly opening: string
  readonly action: LetterAction
  readonly closing: string
}

/** A button, or what is to be typed in elsewhere. */
type LetterAction =
  | { readonly words: string; readonly url: string }
  | { readonly words: string; readonly code: string }
