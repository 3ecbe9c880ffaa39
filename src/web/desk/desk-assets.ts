import { readFileSync } from 'node:fs'
import { contentHash, createStylesheet } from '../stylesheet.ts'

/** The files under `assets/`, in the order of the cascade, after those of the site that pages here share. */
const SHEETS = ['desk', 'lists', 'overview', 'writing', 'issues', 'preview', 'preflight', 'sending'].map(
  (name) => new URL(`./assets/${name}.css`, import.meta.url),
)

export const deskStylesheet = createStylesheet([
  ...(['base', 'verdicts', 'rich-text', 'forms', 'preferences'] as const).map(
    (name) => new URL(`../assets/${name}.css`, import.meta.url),
  ),
  ...SHEETS,
])
export const deskStylesheetHash = contentHash(deskStylesheet)
export const deskStylesheetUrl = `/assets/desk.css?v=${deskStylesheetHash}`

/**
 * The files under `assets/` that make pages move; each looks for its own elements, and works alone. What
 * was typed before is put in once those that look at it listen.
 */
const SCRIPTS = [
  'press-once',
  'order',
  'press-beside',
  'live-hint',
  'live-preview',
  'keep-typing',
  'point-out-unsaved',
  'suggest',
  'follow-sending',
  'renew',
] as const

export const deskScript = SCRIPTS.map((name) =>
  readFileSync(new URL(`./assets/${name}.js`, import.meta.url), 'utf8'),
)
  .map((script) => `{\n${script}}\n`)
  .join('')
export const deskScriptHash = contentHash(deskScript)
export const deskScriptUrl = `/assets/desk.js?v=${deskScriptHash}`
