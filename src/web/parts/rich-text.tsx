import { createElement, Fragment, type ReactNode } from 'react'
import type { Block, Inline } from '../../domain/rich-text.ts'
import { parseMarkdown } from '../../markdown/parse-markdown.ts'

/** Markdown as a page shows it: elements of ours, so that nothing in it can be an element of its own. */
export function RichText({ text }: { text: string }) {
  return createElement(Fragment, null, ...parseMarkdown(text).map(blockOf))
}

// Children are spread, not listed: their places never change, so they need no keys.

function blockOf(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return createElement('p', null, ...block.words.map(inlineOf))
    case 'quote':
      return createElement('blockquote', null, ...block.blocks.map(blockOf))
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      )
    case 'list': {
      const items = block.items.map((item) => createElement('li', null, ...item.map(blockOf)))
      if (block.start === null) return createElement('ul', null, ...items)
      return createElement('ol', block.start === 1 ? null : { start: block.start }, ...items)
    }
  }
}

function inlineOf(inline: Inline): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'code':
      return <code>{inline.text}</code>
    case 'break':
      return <br />
    case 'emphasis':
      return createElement('em', null, ...inline.words.map(inlineOf))
    case 'strong':
      return createElement('strong', null, ...inline.words.map(inlineOf))
    case 'link':
      return createElement('a', { href: inline.url, rel: 'nofollow' }, ...inline.words.map(inlineOf))
  }
}
