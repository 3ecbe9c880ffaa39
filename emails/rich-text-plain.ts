import type { Block, Inline, RichText, Words } from '../src/domain/rich-text.ts'
import { parseMarkdown } from '../src/markdown/parse-markdown.ts'
import { textBlocks, wrapped } from './plain-text.ts'

/** What an editor wrote in Markdown, as plain text: without marks, each link followed by its address in brackets. */
export function markdownText(text: string, indent = ''): string {
  return blocks(parseMarkdown(text), indent)
}

function blocks(text: RichText, indent: string, firstIndent = indent): string {
  return textBlocks(
    ...text.map((block, index) => blockText(block, indent, index === 0 ? firstIndent : indent)),
  )
}

function blockText(block: Block, indent: string, firstIndent: string): string {
  switch (block.kind) {
    case 'paragraph':
      return lines(block.words, indent, firstIndent)
    case 'code':
      return block.text
        .split('\n')
        .map((line) => `${indent}    ${line}`)
        .join('\n')
    case 'quote':
      return blocks(block.blocks, `${indent}> `, `${firstIndent}> `)
    case 'list':
      return block.items
        .map((item, index) => {
          const mark = block.start === null ? '* ' : `${block.start + index}. `
          return blocks(item, indent + ' '.repeat(mark.length), firstIndent + mark)
        })
        .join('\n')
  }
}

/** A paragraph; where the editor broke a line, it breaks. */
function lines(words: Words, indent: string, firstIndent: string): string {
  return plain(words)
    .split(BREAK)
    .map((line, index) => wrapped(line, indent, index === 0 ? firstIndent : indent))
    .join('\n')
}

// No editor can have typed it: content is refused that holds a control character.
const BREAK = '\u0000'

function plain(words: Words): string {
  return words.map(inlineText).join('')
}

function inlineText(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text
    case 'break':
      return BREAK
    case 'emphasis':
    case 'strong':
      return plain(inline.words)
    case 'link': {
      const said = plain(inline.words)
      return inline.url === said || inline.url === `mailto:${said}` ? said : `${said} [${inline.url}]`
    }
  }
}
