/** What an editor wrote in Markdown, as a tree of what pages and mails can show. There is no HTML in it. */
export type RichText = readonly Block[]

export type Block =
  | { readonly kind: 'paragraph'; readonly words: Words }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly RichText[] }
  | { readonly kind: 'quote'; readonly blocks: RichText }
  | { readonly kind: 'code'; readonly text: string }

export type Words = readonly Inline[]

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'emphasis' | 'strong'; readonly words: Words }
  /** To http, https or mailto. */
  | { readonly kind: 'link'; readonly url: string; readonly words: Words }

/** Words without their marks; a link is what it says. */
function plainWords(words: Words): string {
  return words
    .map((inline) => {
      if (inline.kind === 'break') return '\n'
      return 'text' in inline ? inline.text : plainWords(inline.words)
    })
    .join('')
}

/** The first line that it says, without marks; empty when it says nothing. */
export function firstLine(text: RichText): string {
  for (const block of text) {
    const line = lineOf(block).trim().split('\n', 1)[0]
    if (line) return line
  }
  return ''
}

function lineOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return plainWords(block.words)
    case 'code':
      return block.text
    case 'quote':
      return firstLine(block.blocks)
    case 'list':
      return firstLine(block.items.flat())
  }
}
