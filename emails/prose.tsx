import { type CSSProperties, createElement, Fragment, type ReactNode } from 'react'
import type { Block, Inline, RichText, Words } from '../src/domain/rich-text.ts'
import { parseMarkdown } from '../src/markdown/parse-markdown.ts'
import { Link } from './kit.ts'
import * as styles from './styles.ts'

interface Look {
  readonly style: CSSProperties
  readonly className?: string | undefined
}

/** What an editor wrote in Markdown. Every block looks as the style says; those after the first keep a distance. */
export function Prose({ text, ...look }: Look & { text: string }) {
  return blocks(parseMarkdown(text), look)
}

// Children are spread, not listed: their places never change, so they need no keys.

function blocks(text: RichText, look: Look): ReactNode {
  const { marginTop = '0.8em' } = look.style
  return createElement(
    Fragment,
    null,
    ...text.map((block, index) =>
      blockOf(block, index === 0 ? look : { ...look, style: { ...look.style, marginTop } }),
    ),
  )
}

function blockOf(block: Block, { style, className }: Look): ReactNode {
  const within = { style: { ...style, margin: 0 }, className }
  switch (block.kind) {
    case 'paragraph':
      return createElement('p', { className, style }, words(block.words))
    case 'code':
      return (
        <p className={className} style={{ ...style, ...CODE, whiteSpace: 'pre-wrap' }}>
          {block.text}
        </p>
      )
    case 'quote':
      return (
        <div className="line" style={{ ...style, ...QUOTE }}>
          {blocks(block.blocks, within)}
        </div>
      )
    case 'list': {
      const items = block.items.map((item) => createElement('li', null, blocks(item, within)))
      const [list, start] = block.start === null ? ['ul'] : ['ol', block.start]
      return createElement(
        list as string,
        { className, start, style: { ...style, paddingLeft: 24 } },
        ...items,
      )
    }
  }
}

const CODE: CSSProperties = { fontFamily: 'monospace' }
const QUOTE: CSSProperties = { borderLeft: '3px solid', paddingLeft: 14 }

function words(given: Words): ReactNode {
  return createElement(Fragment, null, ...given.map(inlineOf))
}

function inlineOf(inline: Inline): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'code':
      return <span style={CODE}>{inline.text}</span>
    case 'break':
      return <br />
    case 'emphasis':
      return <i>{words(inline.words)}</i>
    case 'strong':
      return <b>{words(inline.words)}</b>
    case 'link':
      return (
        <Link className="link" style={styles.link} href={inline.url}>
          {words(inline.words)}
        </Link>
      )
  }
}
