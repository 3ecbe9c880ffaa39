import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/**
 * A whole mail as HTML. Apostrophes stay as they are, for size: React's attributes all stand in double quotes.
 *
 * Not with React Email's `render`: that leaves an AsyncLocalStorage behind, with which every promise of the
 * process costs four times as much on Node 20 (docs/decisions/0011-static-markup.md).
 */
export function renderHtml(mail: ReactElement): string {
  return DOCTYPE + renderPart(mail).replace('</head>', `${OUTLOOK_WIDTH}</head>`)
}

/** A part of a mail. */
export function renderPart(part: ReactElement): string {
  return renderToStaticMarkup(part)
    .replaceAll('&#x27;', "'")
    .replaceAll(BEYOND_ASCII, (character) => `&#${character.codePointAt(0)};`)
}

// As React Email writes it: mail clients know the layout rules of this one.
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

// Outlook on Windows knows no max-width: without this its lines run as wide as the window.
const OUTLOOK_WIDTH = '<!--[if mso]><style>.sheet{width:640px !important}</style><![endif]-->'

// Strings of ASCII alone take half the memory, and an issue is spliced thousands of times. Private-use
// characters mark gaps and stay.
const BEYOND_ASCII = /[^\0-\x7f\p{Co}]/gu
