import { brand } from '../src/brand.ts'
import type { ColorScheme } from '../src/domain/color-scheme.ts'

const { dark, fonts } = brand

/** When the dark colours hold. */
const IN_THE_DARK = '@media (prefers-color-scheme:dark)'

/**
 * Enhancements only: some clients (Gmail with accounts of other providers) drop every <style>, and the
 * inline styles have to carry the mail alone.
 */
export const stylesheet = `
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
.sheet-cell{word-break:break-word}
.sans{font-family:${fonts.sans}}
@media (max-width:639px){
.sheet-cell,.notice{padding-left:8px!important;padding-right:8px!important}
.col{max-width:100%!important}
.big{font-size:30px!important}
}
${IN_THE_DARK}{
.paper{background:${dark.paper}!important}
.sheet-cell{background:${dark.card}!important;color:${dark.ink}!important}
.ink{color:${dark.ink}!important}
.soft{color:${dark.soft}!important}
.link{color:${dark.accent}!important}
.button{background:${dark.accent}!important;color:${dark.onAccent}!important}
.line{border-color:${dark.line}!important}
.rule{border-color:${dark.ink}!important}
.ship{background:${dark.ship}!important;color:${dark.shipPaper}!important}
.skip{color:${dark.skip}!important}
.notice{background:${dark.shipPaper}!important;color:${dark.ship}!important}
}`
  .trim()
  .replaceAll('\n', '')

const EITHER_SCHEME = 'color-scheme:light dark'

/** Apart from the others, as Gmail drops a whole <style> for one rule that it does not know. */
export const colorSchemeStylesheet = `:root{${EITHER_SCHEME};supported-color-schemes:light dark}`

/**
 * A mail's HTML as it looks in one scheme, whatever the reader's device prefers. Only what stands in its <style>
 * elements changes: no text can pass for one, as its "<" is escaped.
 */
export function inScheme(html: string, scheme: ColorScheme): string {
  const condition = scheme === 'dark' ? '@media all' : '@media not all'
  return html.replaceAll(/<style>[^<]*<\/style>/g, (sheet) =>
    sheet.replaceAll(IN_THE_DARK, condition).replaceAll(EITHER_SCHEME, `color-scheme:${scheme}`),
  )
}
