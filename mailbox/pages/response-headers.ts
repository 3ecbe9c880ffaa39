import { createHash } from 'node:crypto'
import { style } from './style.ts'

const common = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

export const pageHeaders = {
  ...common,
  // Under `no-referrer` a browser calls the origin of a page's own forms `null`.
  'referrer-policy': 'same-origin',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    // The empty icon, which keeps browsers from asking the site for one.
    'img-src data:',
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
}

/** A mail's own HTML: its styles and images, and no more, even when it is opened outside of its frame. */
export const frameHeaders = {
  ...common,
  'referrer-policy': 'no-referrer',
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src https: http: data:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; '),
}
