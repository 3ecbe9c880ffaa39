import { z } from 'zod'
import type { ColorScheme } from '../../../../domain/color-scheme.ts'

/** How a mail is looked at. */
export interface MailView {
  /** Fitting: a phone's window on a narrow screen, and a desktop's on others. */
  readonly as: 'fitting' | 'phone' | 'desktop' | 'text'
  readonly colours: ColorScheme
  readonly images: 'on' | 'off'
}

const view = z.object({
  as: z.enum(['fitting', 'phone', 'desktop', 'text']).catch('fitting'),
  colours: z.enum(['light', 'dark']).catch('light'),
  images: z.enum(['on', 'off']).catch('on'),
})

/** The view that a query asks for; whatever it does not say, or says wrongly, is as most readers have it. */
export function parseView(query: Readonly<Record<string, string>>): MailView {
  return view.parse(query)
}

/** A query that asks for a view. */
export function viewQuery(asked: MailView): string {
  return `?${new URLSearchParams({ ...asked })}`
}

/** What a reader's window is wide and high, in pixels. */
export const WINDOWS = {
  phone: { width: 390, height: 780 },
  desktop: { width: 700, height: 860 },
} as const
