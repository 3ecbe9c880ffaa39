export type Scheme = 'light' | 'dark'

/**
 * A mail's HTML for the frame: its links open in a new tab, and it believes in the given colour scheme,
 * whatever the browser's own is. In Chromium the `color-scheme` of the frame's element would do; other browsers
 * need not follow it, and opened alone there is no frame.
 */
export function framedHtml(html: string, scheme: Scheme): string {
  return withBase(inScheme(html, scheme))
}

const ALWAYS = '(min-width:0)'
const NEVER = '(min-width:999999px)'

/** Only where CSS is, so that a mail which writes about media queries reads as it was sent. */
function inScheme(html: string, scheme: Scheme): string {
  return html.replace(
    /<style\b[^>]*>[\s\S]*?<\/style\s*>|<meta\b[^>]*\bcolor-scheme\b[^>]*>|\bmedia\s*=\s*(?:"[^"]*"|'[^']*')/gi,
    (css) =>
      css
        .replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_query, asked: string) =>
          asked.toLowerCase() === scheme ? ALWAYS : NEVER,
        )
        .replace(/\b(?:light\s+dark|dark\s+light)\b/gi, `only ${scheme}`),
  )
}

function withBase(html: string): string {
  const start = /^\s*(?:<!doctype[^>]*>)?\s*(?:<html\b[^>]*>)?\s*(?:<head\b[^>]*>)?/i.exec(html)?.[0] ?? ''
  return `${start}<base target="_blank">${html.slice(start.length)}`
}
