import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

export function toHtml(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
