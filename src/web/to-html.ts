import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** A whole page, as the document that browsers get. */
export function toHtml(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
