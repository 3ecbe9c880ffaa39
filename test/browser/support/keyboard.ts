import type { ElementHandle, Locator, Page } from 'playwright-core'

/** More than any page asks for. */
const MOST_PRESSES = 200

/** Presses Tab until the control has the focus, as someone does who has no mouse; backwards where that is shorter. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  const wanted = await elementOf(control)
  await pressUntilFocused(page, (await isFarDown(wanted)) ? 'Shift+Tab' : 'Tab', wanted)
}

/** Ticks a box, or takes one choice of its group. */
export async function choose(page: Page, choice: Locator): Promise<void> {
  if ((await choice.getAttribute('type')) === 'radio') {
    const group = await choice.getAttribute('name')
    await tabTo(page, page.locator(`input[name="${group}"]:checked`))
    await pressUntilFocused(page, 'ArrowDown', await elementOf(choice))
  } else {
    await tabTo(page, choice)
    await page.keyboard.press('Space')
  }
}

async function pressUntilFocused(page: Page, key: string, wanted: ElementHandle): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    await page.keyboard.press(key)
    if (await wanted.evaluate((element) => (element as Element).matches(':focus'))) return
  }
  throw new Error(`${key} does not lead to ${wanted}.`)
}

async function elementOf(control: Locator): Promise<ElementHandle> {
  return (await control.elementHandle())!
}

/** Not for a date: backwards one comes to its end first. */
function isFarDown(wanted: ElementHandle): Promise<boolean> {
  return wanted.evaluate((handle) => {
    const element = handle as Element
    const all = [...element.ownerDocument.querySelectorAll('a, button, input, textarea, summary')]
    return all.indexOf(element) > all.length / 2 && !element.matches('[type=date]')
  })
}

/** As much of the DOM's own types as is asked for here: with them the server's code would have a `document`, too. */
interface Element {
  readonly ownerDocument: { querySelectorAll(selector: string): Iterable<unknown> }
  matches(selector: string): boolean
}
