import type { JSHandle, Page } from 'playwright-core'

/** What Tab leads to: of a group of radio buttons, the one that is chosen. */
const CONTROLS = [
  'a[href], button, select, textarea, summary',
  'input:not([type=hidden], [type=radio]), input[type=radio]:checked',
].join()
/** A date's parts and its calendar are a stop each. */
const MOST_STOPS_WITHIN = 4

/**
 * Walks through the page with Tab, from its first control on.
 * @returns what is wrong with it for someone who has no mouse: controls that are left out or out of order, and such
 *   as do not show that they have the focus.
 */
export async function keyboardFindings(page: Page): Promise<string[]> {
  const controls = await controlsOf(page)
  const names = await controls.evaluate((elements) => elements.map(({ outerHTML }) => outerHTML))
  const findings: string[] = []
  let focus = await focusAmong(controls)
  for (let left = names.length; focus.at !== 0 && left >= 0; left--)
    focus = await tabOn(page, controls, focus)
  for (const [index, name] of names.entries()) {
    if (index > 0) focus = await tabOn(page, controls, { at: index - 1 })
    if (focus.at !== index) findings.push(`Tab does not come here in its turn: ${name}`)
    else if (!focus.shown) findings.push(`The focus is not to be seen: ${name}`)
  }
  return findings
}

/** Presses Tab until the focus has left the control at that place. */
async function tabOn(page: Page, controls: Controls, { at }: Pick<Focus, 'at'>): Promise<Focus> {
  for (let stops = 1; ; stops++) {
    await page.keyboard.press('Tab')
    const focus = await focusAmong(controls)
    if (focus.between) stops = 0
    else if (focus.at !== at || stops === MOST_STOPS_WITHIN) return focus
  }
}

/** Everything that Tab should lead to, in its order. */
function controlsOf(page: Page): Promise<Controls> {
  return page.evaluateHandle((selector) => {
    const { document } = globalThis as unknown as InPage
    return [...document.querySelectorAll(selector)].filter((control) => control.checkVisibility())
  }, CONTROLS)
}

type Controls = JSHandle<Element[]>

interface Focus {
  /** The place of the control that has the focus, -1 when none has. */
  readonly at: number
  /** Whether it can be seen that it has: on the screen, and with an outline. */
  readonly shown: boolean
  /** Whether it is where one scrolls, or in a frame, whose own controls come in between. */
  readonly between: boolean
}

function focusAmong(controls: Controls): Promise<Focus> {
  return controls.evaluate((elements) => {
    const { document, getComputedStyle, innerHeight } = globalThis as unknown as InPage
    const focused = document.activeElement
    const { outlineStyle, outlineWidth } = getComputedStyle(focused)
    const { top, bottom } = focused.getBoundingClientRect()
    return {
      at: elements.indexOf(focused),
      between: focused.matches('iframe, [tabindex="0"]'),
      shown: outlineStyle !== 'none' && outlineWidth !== '0px' && bottom > 0 && top < innerHeight,
    }
  })
}

/** As much of the DOM as is asked for here. */
interface InPage {
  readonly document: {
    readonly activeElement: Element
    querySelectorAll(selector: string): Iterable<Element>
  }
  readonly innerHeight: number
  getComputedStyle(element: Element): { readonly outlineStyle: string; readonly outlineWidth: string }
}

interface Element {
  readonly outerHTML: string
  matches(selector: string): boolean
  checkVisibility(): boolean
  getBoundingClientRect(): { readonly top: number; readonly bottom: number }
}
