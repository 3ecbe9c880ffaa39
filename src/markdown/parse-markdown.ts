import { Lexer, type Token, type Tokens } from 'marked'
import type { Block, Inline, RichText, Words } from '../domain/rich-text.ts'

/**
 * Reads Markdown (CommonMark, without HTML and images): both become text that can be seen, headings bold
 * paragraphs, and links lead to http, https and mailto only. Whatever it is given, it answers.
 */
export function parseMarkdown(text: string): RichText {
  const source = text.replaceAll(/\r\n?/g, '\n')
  // A text nested deeper, or with more marks, than anybody writes takes the parser longer than anybody waits.
  if (DEEPLY_NESTED.test(source) || marks(source) > MOST_MARKS) return plainParagraphs(source)
  try {
    return blocks(new Lexer({ gfm: false }).lex(source))
  } catch {
    return plainParagraphs(source)
  }
}

const DEEPLY_NESTED = /(?:[>*+-][ \t]*){12}|[[(!]{24}|\*{12}|_{12}/

/** Each mark that opens looks for its end in all that follows: 1,500 among 10,000 characters take a tenth of a second. */
const MOST_MARKS = 1_500

function marks(source: string): number {
  return source.match(/[*_[]/g)?.length ?? 0
}

function blocks(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token) => block(token as Tokens.Generic) ?? [])
}

function block(token: Tokens.Generic): Block | Block[] | undefined {
  switch (token.type) {
    case 'space':
    case 'def':
      return undefined
    case 'paragraph':
    case 'text':
      return paragraph(words(token.tokens, token))
    case 'heading':
      return paragraph([{ kind: 'strong', words: words(token.tokens, token) }])
    case 'blockquote':
      return { kind: 'quote', blocks: blocks(token.tokens ?? []) }
    case 'code':
      return { kind: 'code', text: token.text }
    case 'list': {
      const { ordered, start, items } = token as unknown as Tokens.List
      return {
        kind: 'list',
        start: ordered ? Number(start) || 1 : null,
        items: items.map((item) => blocks(item.tokens)),
      }
    }
    default:
      // HTML, a rule, and whatever else there may come to be: as it was typed.
      return paragraph([{ kind: 'text', text: token.raw.trim() }])
  }
}

function paragraph(words: Words): Block {
  return { kind: 'paragraph', words }
}

function words(tokens: readonly Token[] | undefined, { raw }: { readonly raw: string }): Inline[] {
  return tokens ? tokens.flatMap((token) => inline(token as Tokens.Generic)) : [{ kind: 'text', text: raw }]
}

function inline(token: Tokens.Generic): Inline | Inline[] {
  switch (token.type) {
    case 'text':
      return token.tokens ? words(token.tokens, token as { raw: string }) : { kind: 'text', text: token.raw }
    case 'escape':
      return { kind: 'text', text: token.text }
    case 'br':
      return { kind: 'break' }
    case 'codespan':
      return { kind: 'code', text: token.text }
    case 'em':
      return { kind: 'emphasis', words: words(token.tokens, token as { raw: string }) }
    case 'strong':
      return { kind: 'strong', words: words(token.tokens, token as { raw: string }) }
    case 'link': {
      const url = safeUrl(token.href)
      if (url === undefined) return { kind: 'text', text: token.raw }
      return { kind: 'link', url, words: words(token.tokens, token as { raw: string }) }
    }
    default:
      return { kind: 'text', text: token.raw }
  }
}

const SCHEMES = ['http:', 'https:', 'mailto:']

/** As it was understood, so that what was looked at is what a browser gets. */
function safeUrl(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined
  const url = new URL(href)
  return SCHEMES.includes(url.protocol) ? url.href : undefined
}

function plainParagraphs(text: string): Block[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((text) => paragraph([{ kind: 'text', text }]))
}
