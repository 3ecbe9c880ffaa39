import type { MailView } from './mail-view.ts'

/** A mail's HTML as it stands in a frame: what it links to opens beside the desk, and not in the frame. */
export function mailDocument(html: string): string {
  return html.replace('<head>', '<head><base target="_blank"/>')
}

/** A page of the desk may show it, and nobody else. It runs nothing and sends nothing. */
export function mailDocumentHeaders({ images }: Pick<MailView, 'images'>): Record<string, string> {
  const allowed = images === 'off' ? "'none'" : 'https: data:'
  return {
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; img-src ${allowed}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
    'X-Frame-Options': 'SAMEORIGIN',
  }
}

/** Whether a mail shows anything that a mail program may keep from being loaded. */
export function holdsImages(html: string): boolean {
  return /<img\b|<[^>]+\bbackground=|url\(/i.test(html)
}
