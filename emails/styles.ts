import type { CSSProperties } from 'react'
import { brand } from '../src/brand.ts'

const { light, fonts } = brand

// Short on purpose: a style here is repeated up to eighty times in an issue, and Gmail clips a mail at 102 KB.

// Unquoted, as React writes an apostrophe within an attribute in six bytes.
const serif = fonts.serif.replaceAll("'", '')

/** Every cell says it anew: Outlook's tables inherit no type. */
export const body: CSSProperties = {
  color: light.ink,
  fontFamily: serif,
  fontSize: 16,
  lineHeight: 1.55,
}

export const sheetCell: CSSProperties = { ...body, background: light.card, padding: '0 16px' }

/** A block across the sheet's whole width. */
export const block: CSSProperties = { padding: '0 12px' }

/** Half the sheet where there is room for two, all of it where there is not; no media query needed. */
export const column: CSSProperties = {
  display: 'inline-block',
  width: '100%',
  maxWidth: 302,
  verticalAlign: 'top',
  boxSizing: 'border-box',
  padding: '0 12px 28px',
}

export const label: CSSProperties = {
  color: light.soft,
  fontSize: 12,
  fontWeight: 700,
  letterSpacing: '.08em',
  lineHeight: 1.4,
  textTransform: 'uppercase',
}

export const soft: CSSProperties = { color: light.soft }
export const link: CSSProperties = { color: light.accent, textDecoration: 'underline' }
export const rule: CSSProperties = { borderTop: `2px solid ${light.ink}` }
export const line: CSSProperties = { borderTop: `1px solid ${light.line}` }
export const paragraph: CSSProperties = { margin: '0 0 16px' }
export const small: CSSProperties = { color: light.soft, fontSize: 14, lineHeight: 1.5, margin: '0 0 10px' }

/** A heading of one size, in the weight that Georgia carries best. */
export function heading(fontSize: number, margin: string): CSSProperties {
  return { fontSize, fontWeight: 700, lineHeight: 1.2, margin }
}
