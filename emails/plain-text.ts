const WIDTH = 72

/**
 * Joins blocks with a blank line between them, leaving out empty ones.
 *
 * @example textBlocks(underlined('Bottom line', '-'), wrapped(bottomLine))
 */
export function textBlocks(...blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n')
}

/** Breaks a paragraph into lines of at most 72 columns; a word that is longer, such as a URL, stays whole. */
export function wrapped(text: string, indent = '', firstIndent = indent): string {
  const lines: string[] = []
  let line = firstIndent
  let isEmpty = true
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!isEmpty && columns(line) + 1 + columns(word) > WIDTH) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return isEmpty ? lines.join('\n') : [...lines, line].join('\n')
}

/** Text that an editor wrote, its paragraphs kept apart. */
export function prose(text: string, indent = ''): string {
  return textBlocks(...paragraphsOf(text).map((paragraph) => wrapped(paragraph, indent)))
}

/** A heading with a line of `stroke` under it, as long as its longest line. */
export function underlined(heading: string, stroke: '=' | '-'): string {
  const text = wrapped(heading)
  return `${text}\n${stroke.repeat(Math.min(WIDTH, Math.max(...text.split('\n').map(columns))))}`
}

/** Paragraphs of plain text, separated by blank lines. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
}

/** The end of every mail in plain text. */
export function postalLines(site: { readonly name: string; readonly postalAddress: string }): string {
  return [site.name, ...site.postalAddress.split('\n')].map((line) => wrapped(line)).join('\n')
}

function columns(text: string): number {
  return [...text].length
}
