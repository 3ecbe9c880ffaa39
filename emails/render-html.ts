import type { ReactElement } from 'react'
import { render } from './kit.ts'

/** A whole mail as HTML. Apostrophes stay as they are, for size: React's attributes all stand in double quotes. */
export async function renderHtml(mail: ReactElement): Promise<string> {
  const html = await render(mail)
  return html
    .replaceAll(REACT_NOISE, '')
    .replaceAll('&#x27;', "'")
    .replace('</head>', `${OUTLOOK_WIDTH}</head>`)
    .replaceAll(BEYOND_ASCII, (character) => `&#${character.codePointAt(0)};`)
}

// What React leaves for a browser to hydrate. Content cannot match: its "<" is escaped.
const REACT_NOISE = /<!--(?:\/?\$| )-->/g

// Outlook on Windows knows no max-width: without this its lines run as wide as the window.
const OUTLOOK_WIDTH = '<!--[if mso]><style>.sheet{width:640px !important}</style><![endif]-->'

// Strings of ASCII alone take half the memory, and an issue is spliced thousands of times. Private-use
// characters mark gaps and stay.
const BEYOND_ASCII = /[^\0-\x7f\p{Co}]/gu
