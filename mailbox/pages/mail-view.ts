import type { Mail } from '../mail.ts'
import type { Scheme } from './framed-html.ts'

/** The ways to look at a mail, as they stand in its page's tabs. */
export const views = {
  desktop: 'Desktop',
  phone: 'Phone',
  text: 'Plain text',
  headers: 'Headers and tags',
  source: 'HTML source',
  webhooks: 'Webhooks',
} as const

export type ViewName = keyof typeof views

export interface MailView {
  readonly name: ViewName
  readonly scheme: Scheme
}

/** What the address asks for, or what there is to see first. */
export function parseView(mail: Mail, { view = '', scheme }: Readonly<Record<string, string>>): MailView {
  const first = mail.html ? 'desktop' : 'text'
  return {
    name: Object.hasOwn(views, view) ? (view as ViewName) : first,
    scheme: scheme === 'dark' ? 'dark' : 'light',
  }
}
