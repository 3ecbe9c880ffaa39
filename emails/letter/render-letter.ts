import { createElement } from 'react'
import { postalLines, textBlocks, underlined, wrapped } from '../plain-text.ts'
import { renderHtml } from '../render-html.ts'
import type { RenderedMail } from '../rendered-mail.ts'
import type { Letter } from './letter.ts'
import { LetterMail } from './letter-mail.tsx'

export function renderLetter(letter: Letter): RenderedMail {
  return {
    subject: letter.subject,
    html: renderHtml(createElement(LetterMail, { letter })),
    text: letterText(letter),
  }
}

function letterText({ site, title, opening, action, closing }: Letter): string {
  const blocks = textBlocks(
    wrapped(site.name),
    underlined(title, '='),
    wrapped(opening),
    `${action.words}:\n${'url' in action ? action.url : action.code}`,
    wrapped(closing),
    '-'.repeat(72),
    postalLines(site),
  )
  return `${blocks}\n`
}
