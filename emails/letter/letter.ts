import type { Site } from '../site.ts'

/** A small mail that asks for one thing: a title, a paragraph, one button, a closing paragraph. */
export interface Letter {
  readonly site: Site
  readonly subject: string
  readonly title: string
  readonly preheader: string
  readonly opening: string
  readonly action: { readonly words: string; readonly url: string }
  readonly closing: string
}
