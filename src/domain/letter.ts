import type { Mail } from './mail.ts'

/** A small mail as it is for everybody, with a gap in it where the reader's token goes. */
export type Letter = Omit<Mail, 'to'>

/** What of a letter is the reader's own. A token is letters, digits, `-` and `_`: the same in HTML, text and JSON. */
export interface ReadersPart {
  readonly to: string
  readonly token: string
}

/** What stands in a letter where the reader's token goes. Private-use characters are never escaped. */
export const TOKEN_GAP = '\u{E000}token\u{E001}'
