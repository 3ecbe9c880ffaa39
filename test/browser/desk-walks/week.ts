import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { tabTo } from '../support/keyboard.ts'
import type { Reader } from '../support/reader.ts'

/** Sets the rhythm, after a slip, and finds the draft that opened by it. */
export async function setRhythm(editor: Reader): Promise<void> {
  await editor.visits('/desk')
  await editor.reads('This week')
  await editor.follows('Calendar')
  await editor.reads('Calendar')
  await editor.follows('The weekly rhythm')
  await editor.reads('The weekly rhythm')
  await writesOver(editor, 'At', 'nine')
  await editor.presses('Set the rhythm')
  await editor.reads('The weekly rhythm')
  await editor.sees('not a time of day')
  await writesOver(editor, 'At', '09:00')
  await editor.presses('Set the rhythm')
  await editor.reads('The weekly rhythm')
  await editor.sees('Every Tuesday 09:00 (Europe/Berlin)')
  await editor.follows('Calendar')
  await editor.reads('Calendar')
}

/** Puts the draft together with the keyboard: reorders, trims, writes, saves. */
export async function composeIssue(editor: Reader): Promise<void> {
  await editor.visits('/desk')
  await editor.follows('Compose')
  await editor.reads('This week’s verdicts')
  const opened = await order(editor)
  const page = editor.page()
  await pressesInPlace(page, 'Add Citewren vs Queriole')
  await pressesInPlace(page, 'Take out Citewren vs Queriole')
  expect(await order(editor)).toEqual(opened)
  await pressesInPlace(page, 'Add Citewren vs Queriole')
  await pressesInPlace(page, 'Add Framewold vs Sillomar')
  expect(await order(editor)).toHaveLength(opened.length + 2)
  const [first, second] = await order(editor)
  await tabTo(page, page.getByRole('button', { name: `Up ${second}` }))
  await page.keyboard.press('Alt+ArrowUp')
  expect((await order(editor)).slice(0, 2)).toEqual([second, first])
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: `Down ${second}` }))
  await page.keyboard.press('Space')
  expect((await order(editor)).slice(0, 2)).toEqual([first, second])
  await page.keyboard.press('Alt+ArrowUp')
  // The only thing here that takes a mouse.
  await drags(page, second!, 'below', first!)
  expect((await order(editor)).slice(0, 2)).toEqual([first, second])
  await editor.sees(`${second} is number 2 of ${opened.length + 2}. Not saved yet.`)
  await drags(page, second!, 'above', first!)
  expect((await order(editor)).slice(0, 2)).toEqual([second, first])

  await pressesInPlace(page, `Take out ${first}`)
  expect(await order(editor)).not.toContain(first)
  await pressesInPlace(page, `Add ${first}`)
  expect((await order(editor)).at(-1)).toBe(first)
  expect(await page.getByRole('button', { name: `Add ${first}`, exact: true }).count()).toBe(0)
  const composed = await order(editor)
  const path = new URL(page.url()).pathname
  for (const tab of ['Preview', 'Preflight', 'Approval', 'Schedule', 'Sending']) {
    await editor.follows(tab)
    await editor.sees(NOT_SAVED)
  }
  await editor.reads('This week’s verdicts')
  await editor.follows('Save or discard them')
  await editor.sees('is back, and not saved yet.')
  expect(await order(editor)).toEqual(composed)
  await page.getByText(`mailed as “${second}`).waitFor()
  const offer = page.getByRole('button', { name: `Add ${composed.at(-1)}`, exact: true })
  await offer.waitFor({ state: 'detached' })
  // What has come back moves like what was there.
  const back = composed.at(-1)!
  await tabTo(page, page.getByRole('button', { name: `Up ${back}` }))
  await page.keyboard.press('Space')
  expect((await order(editor)).at(-2)).toBe(back)
  await tabTo(page, page.getByRole('button', { name: `Down ${back}` }))
  await page.keyboard.press('Space')
  expect(await order(editor)).toEqual(composed)
  await writesOver(editor, 'Subject', 'Hand-picked: {first}')
  await page.getByText(`mailed as “Hand-picked: ${second}`).waitFor()
  await editor.writes('Introduction', 'Written with a keyboard.')
  await editor.presses('Save')
  await editor.reads(`Hand-picked: ${second}`)
  await editor.sees('Saved.')
  expect(await order(editor)).toEqual(composed)
  await editor.visits(path)
  await editor.seesNothingOf('is back')
  await editor.follows('Approval')
  await editor.seesNothingOf(NOT_SAVED)
  await isPointedOutElsewhere(editor, path)
}

const NOT_SAVED = 'There are changes under Compose that are not saved.'

/** What another tab says of it comes as soon as something is typed here, and goes as soon as it is discarded. */
async function isPointedOutElsewhere(editor: Reader, path: string): Promise<void> {
  const page = editor.page()
  const other = await page.context().newPage()
  await other.goto(new URL(`${path}/approval`, page.url()).href)
  const notice = other.getByText(NOT_SAVED)
  expect(await notice.isVisible()).toBe(false)
  await page.bringToFront()
  await editor.visits(path)
  await editor.writes('Introduction', 'More.')
  await notice.waitFor({ state: 'visible' })
  await editor.visits(path)
  await tabTo(page, page.getByRole('button', { name: 'Discard it' }))
  await page.keyboard.press('Enter')
  await notice.waitFor({ state: 'hidden' })
  await other.close()
}

/** Schedules it, after a slip, saves it again, which takes it back, and unschedules it. */
export async function scheduleIssue(editor: Reader): Promise<void> {
  const page = editor.page()
  await editor.visits('/desk')
  await editor.follows('Compose')
  const title = (await page.getByRole('heading', { level: 1 }).textContent())!
  await editor.follows('Schedule')
  await editor.reads(title)
  await writesOver(editor, 'Time zone', 'Mars/Olympus')
  await editor.presses('Schedule')
  await editor.reads(title)
  await editor.sees('There is no time zone "Mars/Olympus"')
  await writesOver(editor, 'Time zone', 'Europe/Berlin')
  await editor.presses('Schedule')
  await editor.reads(title)
  await editor.sees('(Europe/Berlin), which is')

  await editor.follows('Compose')
  await editor.reads(title)
  await editor.presses('Save')
  await editor.sees('Say that it is to become a draft again')
  await editor.chooses('Take it back to draft')
  await editor.presses('Save')
  await editor.sees('is a draft again')

  await editor.follows('Schedule')
  await editor.presses('Schedule')
  await editor.presses('Take it back to draft')
  await editor.reads(title)
  await editor.sees('Not scheduled')
}

/** Skips the week from the desk's first page, and takes that back in the calendar. */
export async function skipWeek(editor: Reader): Promise<void> {
  await editor.visits('/desk')
  await editor.reads('This week')
  await editor.presses('Skip this week')
  await editor.reads('Calendar')
  await editor.sees('Skipped: there is no issue on')
  const page = editor.page()
  const button = page.getByRole('button', { name: 'Don’t skip' })
  await editor.presses((await button.innerText()).replace(/\s+/g, ' '))
  await editor.reads('Calendar')
  await editor.seesNothingOf('Don’t skip')
}

/** Presses a button of the list, which a script answers; what is offered below it comes anew then. */
async function pressesInPlace(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }))
  const offers = page.waitForResponse((answer) => answer.url().endsWith('/offers'))
  await page.keyboard.press('Space')
  await (await offers).finished()
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))')
}

/** Drags one of the list by the edge of its row. */
async function drags(page: Page, title: string, to: 'above' | 'below', other: string): Promise<void> {
  const row = (of: string) => `[data-order] > li[data-title="${of}"]`
  const { height } = (await page.locator(row(other)).boundingBox())!
  const targetPosition = { x: 2, y: to === 'above' ? 2 : height - 2 }
  await page.dragAndDrop(row(title), row(other), { sourcePosition: { x: 2, y: 2 }, targetPosition })
}

/** In place of what stands in the field. */
async function writesOver(editor: Reader, label: string, text: string): Promise<void> {
  const page = editor.page()
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

async function order(editor: Reader): Promise<string[]> {
  const items = await editor.page().locator('[data-order] > li').all()
  return Promise.all(items.map(async (item) => (await item.getAttribute('data-title'))!))
}
