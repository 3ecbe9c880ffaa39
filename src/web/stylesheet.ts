import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brand } from '../brand.ts'

/** The files under `assets/`, in the order of the cascade. */
const SHEETS = [
  'base',
  'frame',
  'verdicts',
  'rich-text',
  'forms',
  'preferences',
  'home',
  'comparison',
  'voting',
  'issues',
  'message',
] as const

export const stylesheet = createStylesheet(
  SHEETS.map((name) => new URL(`./assets/${name}.css`, import.meta.url)),
)

/** Changes with the content, so that a browser may keep what it has for ever. */
export const stylesheetHash = contentHash(stylesheet)

export const stylesheetUrl = `/assets/site.css?v=${stylesheetHash}`

/** CSS for pages: the brand's colours and fonts as custom properties, then the sheets that use them. */
export function createStylesheet(sheets: readonly URL[]): string {
  return [
    `:root{color-scheme:light dark;${properties(brand.light)}--serif:${brand.fonts.serif};--sans:${brand.fonts.sans}}`,
    `@media (prefers-color-scheme:dark){:root{${properties(brand.dark)}}}`,
    ...sheets.map((sheet) => readFileSync(sheet, 'utf8')),
  ].join('\n')
}

export function contentHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}

/** `onAccent` becomes `--on-accent`. */
function properties(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(
      ([name, colour]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${colour};`,
    )
    .join('')
}
