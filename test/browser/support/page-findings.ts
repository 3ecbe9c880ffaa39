import type { Page } from 'playwright-core'
import { axeFindings } from './axe.ts'
import { keyboardFindings } from './keyboard-findings.ts'

export interface Look {
  /** Rules of axe. */
  readonly switchedOff?: readonly string[]
  /** By axe alone, and in light. */
  readonly brief?: boolean
}

/**
 * What is wrong with the page as it stands in the browser: by axe's rules, less those that are switched off, for
 * narrow screens, and for the keyboard.
 */
export async function pageFindings(
  page: Page,
  { switchedOff = [], brief = false }: Look = {},
): Promise<string[]> {
  if (brief) return axeFindings(page, switchedOff, ['light'])
  return [
    ...(await axeFindings(page, switchedOff, ['light', 'dark'])),
    ...(await widthFindings(page)),
    ...(await keyboardFindings(page)),
  ]
}

/** WCAG 1.4.10: a desktop's 1280 pixels at four times the size. */
const NARROWEST = 320

/** Whether anything is wider than the window, here and on the narrowest screen. */
async function widthFindings(page: Page): Promise<string[]> {
  const size = page.viewportSize()!
  const here = await sidewaysAt(page, size.width)
  await page.setViewportSize({ ...size, width: NARROWEST })
  const narrow = await sidewaysAt(page, NARROWEST)
  await page.setViewportSize(size)
  return [...here, ...narrow]
}

async function sidewaysAt(page: Page, width: number): Promise<string[]> {
  const needed = await page.evaluate<number>('document.documentElement.scrollWidth')
  return needed > width ? [`It scrolls sideways at ${width} pixels: it needs ${needed}.`] : []
}
