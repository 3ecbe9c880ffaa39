import { expect } from 'vitest'
import type { House } from '../support/house.ts'
import { tabTo } from '../support/keyboard.ts'
import { openReader, type Reader } from '../support/reader.ts'
import { SCREENS } from '../support/screens.ts'
import { TAGLINE, writeReview, writeTool } from './tools.ts'

/** Writes a category and a seat, two tools, their reviews and a comparison of them, and publishes it. */
export async function writeComparison(editor: Reader): Promise<void> {
  await editor.follows('Categories')
  await editor.reads('Categories')
  await editor.follows('New category')
  await editor.reads('New category')
  await editor.writes('Name', 'Pens')
  await editor.presses('Save')
  await editor.reads('Pens')
  await editor.sees('Saved.')

  await editor.follows('Panel')
  await editor.reads('Panel')
  await editor.follows('New seat')
  await editor.reads('New seat')
  await editor.writes('Name', 'The Clerk')
  await editor.presses('Save')
  await editor.reads('New seat')
  await editor.sees('It is empty. Fill it in.')
  await editor.writes('Perspective', 'Writes all day.')
  await editor.presses('Save')
  await editor.reads('The Clerk')

  for (const name of ['Quill', 'Inkwell']) {
    await writeTool(editor, name)
    await writeReview(editor, name, 'The Clerk', 'Ship')
  }

  await editor.presses('Withdraw')
  await editor.reads('The Clerk on Inkwell')
  await editor.sees('Withdrawn: readers see nothing of it now')
  await editor.presses('Publish')
  await editor.reads('The Clerk on Inkwell')
  await editor.follows('Tools')
  await editor.follows('Reviews')
  await editor.reads('Reviews')
  await editor.writes('Find reviews', 'all day')
  await editor.presses('Find')
  await editor.reads('Reviews')
  await editor.sees('The Clerk on Quill')

  await editor.follows('Comparisons')
  await editor.reads('Comparisons')
  await editor.follows('New comparison')
  await editor.reads('New comparison')
  await editor.writes('Left tool', 'Quill')
  await editor.page().locator('#left-tools option[value="Quill"]').waitFor({ state: 'attached' })
  await editor.writes('Right tool', 'inkwell')
  await editor.writes('Bottom line', 'Take the *quill*.')
  await editor.presses('Save as a draft')
  await editor.reads('Quill vs Inkwell')
  await editor.presses('Publish')
  await editor.reads('Quill vs Inkwell')
  await editor.follows('As readers see it')
  await editor.sees('Take the quill.')
  await editor.visits('/desk/comparisons/quill-vs-inkwell')
  await editor.presses('Withdraw')
  await editor.reads('Quill vs Inkwell')
  await editor.sees('Publish it')
  await editor.visits('/desk/tools/quill')
  await editor.presses('Withdraw')
  await editor.reads('Quill')
  await editor.sees('no comparison with it can be published')
  await editor.presses('Publish')
  await editor.sees('comparisons can show it')
  await editor.visits('/desk/categories/writing')
  await editor.reads('Writing')
  await editor.sees('Tools are in it. Withdraw them first')
  await editor.visits('/desk/reviewers/the-skeptic')
  await editor.reads('The Skeptic')
}

/** Types, goes away and comes back; then collides with another window, and saves by a decision. */
export async function keepWhatIsTyped(editor: Reader, house: House): Promise<void> {
  await editor.visits('/desk/tools/quill')
  await editor.writes('Tagline', 'Scratches.')
  await editor.visits('/desk/tools')
  await editor.visits('/desk/tools/quill')
  await editor.sees('is back, and not saved yet.')
  await editor.reads('Quill')
  const tagline = editor.page().getByLabel('Tagline', { exact: true })
  expect(await tagline.inputValue()).toBe('Scratches.')
  await tabTo(editor.page(), editor.page().getByRole('button', { name: 'Discard it' }))
  await editor.page().keyboard.press('Enter')
  expect(await tagline.inputValue()).toBe(TAGLINE)
  await editor.seesNothingOf('is back')

  const { width } = editor.page().viewportSize()!
  const screen = SCREENS.find((screen) => screen.width === width)!
  const other = await openReader(house, screen, editor.address)
  await other.visits('/desk/tools/quill')
  await other.writes('Tagline', 'Theirs.')
  await other.presses('Save')
  await other.sees('Saved.')
  await other.leaves()

  await editor.page().bringToFront()
  await editor.writes('Tagline', 'Mine.')
  await editor.presses('Save')
  await editor.reads('Quill')
  await editor.sees('Another version was saved while you were writing.')
  await editor.sees('Theirs.')
  // Whoever leaves here and comes back is shown both again.
  await editor.visits('/desk')
  await editor.visits('/desk/tools/quill')
  await editor.sees('is back')
  await editor.presses('Save')
  await editor.sees('Another version was saved while you were writing.')
  expect(await editor.page().getByLabel('Tagline', { exact: true }).inputValue()).toBe('Mine.')
  await editor.presses('Save mine over theirs')
  await editor.reads('Quill')
  await editor.sees('Saved.')
  await editor.visits('/desk/tools/quill')
  await editor.seesNothingOf('is back')
}

/** Goes for good with something typed and not saved: it stays in the browser until then, and no longer. */
export async function signOut(editor: Reader): Promise<void> {
  await editor.visits('/desk/tools/quill')
  await editor.writes('Tagline', 'Nobody is to read this.')
  expect(await inBrowser(editor)).toContain('Nobody is to read this.')
  await editor.presses('Sign out')
  expect(await inBrowser(editor)).not.toContain('Nobody is to read this.')
}

async function inBrowser(editor: Reader): Promise<string> {
  return editor.page().evaluate('JSON.stringify(localStorage)')
}

/** Looks at what an import would change, after a slip, and imports it. */
export async function importContent(editor: Reader): Promise<void> {
  await editor.visits('/desk/comparisons')
  await editor.follows('Import and export')
  await editor.reads('Import and export')
  await editor.writes('Or paste a document', '{')
  await editor.presses('Show what would change')
  expect(await editor.page().getByLabel('Or paste a document').inputValue()).toBe('{')
  await editor.sees('It is not JSON')
  await editor.visits('/desk/content')
  // What was refused is back: it is written over.
  await tabTo(editor.page(), editor.page().getByLabel('Or paste a document'))
  await editor.page().keyboard.press('ControlOrMeta+A')
  await editor.page().keyboard.type(DOCUMENT)
  await editor.presses('Show what would change')
  await editor.sees('0 would be added, 1 changed')
  await editor.presses('Import it')
  await editor.reads('Import and export')
  await editor.sees('0 added, 1 changed')
}

const DOCUMENT = '{ "categories": [{ "slug": "pens", "name": "Pens and nibs" }] }'
