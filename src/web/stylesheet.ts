import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brand } from '../brand.ts'

/** The files under `assets/`, in the order of the cascade. */
const SHEETS = [
  'base',
  'frame',
  'verdicts',
  'forms',
  'preferences',
  'home',
  'comparison',
  'voting',
  'issues',
  'message',
  'desk',
] as const

/** The pages' CSS: the brand's colours and fonts as custom properties, then the sheets that use them. */
export const stylesheet = [
  `:root{color-scheme:light dark;${properties(brand.light)}--serif:${brand.fonts.serif};--sans:${brand.fonts.sans}}`,
  `@media (prefers-color-scheme:dark){:root{${properties(brand.dark)}}}`,
  ...SHEETS.map((name) => readFileSync(new URL(`./assets/${name}.css`, import.meta.url), 'utf8')),
].join('\n')

/** Changes with the content, so that a browser may keep what it has for ever. */
export const stylesheetHash = createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)

export const stylesheetUrl = `/assets/site.css?v=${stylesheetHash}`

/** `onAccent` becomes `--on-accent`. */
function properties(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(
      ([name, colour]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${colour};`,
    )
    .join('')
}
